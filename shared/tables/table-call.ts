import { RestError } from "@azure/data-tables";
import { withDeadline } from "../deadline.ts";
import { DependencyError } from "../dependency-error.ts";

/** Makes one request to Table Storage within a deadline; throws a DependencyError that keeps the status of the answer. */
export async function tableCall<Result>(
  call: string,
  deadlineMs: number,
  run: (abortSignal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  try {
    return await withDeadline(deadlineMs, run);
  } catch (cause) {
    const status = statusOf(cause);
    throw new DependencyError(call, status === null || status >= 500 || status === 408 || status === 429, cause);
  }
}

/** The HTTP status that Table Storage answered with; null when it did not answer. */
export function statusOf(error: unknown): number | null {
  if (error instanceof DependencyError) return statusOf(error.cause);
  return error instanceof RestError ? (error.statusCode ?? null) : null;
}
