import { withDeadline } from "../deadline.ts";
import { DependencyError } from "../dependency-error.ts";
import { tableErrorOf } from "./table-error.ts";

/** Makes one request to Table Storage within a deadline; throws a DependencyError whose cause says what was answered. */
export async function tableCall<Result>(
  call: string,
  deadlineMs: number,
  run: (abortSignal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  try {
    return await withDeadline(deadlineMs, run);
  } catch (cause) {
    const answered = tableErrorOf(cause);
    throw new DependencyError(call, answered === null || mayPass(answered), answered ?? cause);
  }
}

/** Whether the same request may be answered otherwise later. */
const mayPass = ({ status, code }: { readonly status: number; readonly code: string | null }): boolean =>
  status >= 500 || status === 408 || status === 429 || code === "TableBeingDeleted" || code === "AccountBeingCreated";
