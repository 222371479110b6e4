import { describeError } from "./log.ts";

/**
 * A store did not do what it was asked. `call` names the request, `cause` is the client's own error. The message is fit for a
 * log: it says nothing of what the store answered.
 */
export class DependencyError extends Error {
  override readonly name = "DependencyError";
  readonly call: string;
  /** Whether the same request may succeed later. */
  readonly retryable: boolean;

  constructor(call: string, retryable: boolean, cause: unknown) {
    super(`${call} failed: ${describeError(cause)}`, { cause });
    this.call = call;
    this.retryable = retryable;
  }
}
