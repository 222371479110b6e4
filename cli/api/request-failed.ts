import { TooLongError } from "./read-body.ts";

/** A fault of the input, as the API lists it. */
export type Fault = { readonly path: string; readonly message: string };

/** A request without a good answer. `status` is null if none came at all. */
export class RequestFailed extends Error {
  readonly server: string;
  readonly status: number | null;
  readonly faults: readonly Fault[];
  /** The problem details (RFC 9457) with all their members; empty where there are none. */
  readonly problem: Readonly<Record<string, unknown>>;
  /** Whether the server is known to be there. */
  isThere = false;

  private constructor(server: string, status: number | null, message: string, problem: object = {}) {
    super(message);
    this.server = server;
    this.status = status;
    this.problem = { ...problem };
    this.faults = faultsIn(this.problem.errors);
  }

  /** The same of a server that had answered before, with something said behind it. */
  with(more: string): RequestFailed {
    const failed = new RequestFailed(this.server, this.status, `${this.message}; ${more}`, this.problem);
    failed.isThere = true;
    return failed;
  }

  static without(server: string, error: unknown): Error {
    if (error instanceof SyntaxError || error instanceof TooLongError) return RequestFailed.strange(server);
    if (!isOfTheNetwork(error)) return error instanceof Error ? error : new Error(String(error));
    return new RequestFailed(server, null, `no answer from ${server}: ${causeOf(error)}`);
  }

  /** By an answer that is none of the router's. */
  static strange(server: string): RequestFailed {
    return new RequestFailed(server, null, `what answers at ${server} is not the router`);
  }

  /** By an answer that names another place. It may hold what is secret behind its path. */
  static redirect(server: string, status: number, location: string): RequestFailed {
    const target = URL.canParse(location, server) ? new URL(location, server) : null;
    const place = target === null ? "another address" : `${target.origin}${target.pathname}`;
    const what = `${server} answered ${status} and leads to ${place}, which is not followed`;
    return new RequestFailed(server, null, what);
  }

  static by(server: string, status: number, error: unknown): RequestFailed {
    if (typeof error === "object" && error !== null && "detail" in error)
      return new RequestFailed(server, status, String(error.detail), error);
    // Where the router is there is no such path: it says of what it has not, and of a method, why.
    const isElsewhere = status === 404 || status === 405;
    return new RequestFailed(server, isElsewhere ? null : status, `${server} answered ${status}${reasonIn(error)}`);
  }
}

/** What a gateway says in a form of its own. */
function reasonIn(error: unknown): string {
  const message: unknown = typeof error === "object" && error !== null ? Reflect.get(error, "message") : null;
  return typeof message === "string" && message !== "" ? `: ${message.slice(0, 300)}` : " without a reason";
}

function faultsIn(errors: unknown): readonly Fault[] {
  if (!Array.isArray(errors)) return [];
  return errors.map((fault: Record<string, unknown>) => ({ path: String(fault.path), message: String(fault.message) }));
}

/** fetch throws a TypeError with the cause behind it, and a deadline a DOMException. */
const isOfTheNetwork = (error: unknown): error is Error =>
  (error instanceof TypeError && error.cause !== undefined) ||
  (error instanceof DOMException && ["TimeoutError", "AbortError"].includes(error.name));

function causeOf(error: Error): string {
  if (error instanceof DOMException) return "the time ran out (--timeout)";
  const { cause } = error;
  const first: unknown = cause instanceof AggregateError ? cause.errors[0] : cause;
  return first instanceof Error ? first.message : error.message;
}
