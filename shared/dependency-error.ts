/** A store did not do what it was asked. `call` names the request, `cause` is the client's own error. */
export class DependencyError extends Error {
  override readonly name = "DependencyError";
  readonly call: string;
  /** Whether the same request may succeed later. */
  readonly retryable: boolean;

  constructor(call: string, retryable: boolean, cause: unknown) {
    super(`${call} failed: ${cause instanceof Error ? cause.message.split("\n")[0] : String(cause)}`, { cause });
    this.call = call;
    this.retryable = retryable;
  }
}
