import type { TableClient, TransactionAction } from "@azure/data-tables";
import { TableError, tableCall } from "./table-call.ts";

export type Transaction = {
  /** What is done, in words, for the error when that fails. */
  readonly call: string;
  readonly deadlineMs: number;
  /** At most 100, all of one partition. */
  readonly actions: readonly TransactionAction[];
};

/**
 * Carries out operations together or not at all. Done is only what was confirmed, operation by operation: the client itself
 * takes any 2xx for success, whatever is in it. Throws a DependencyError when the store has not done it, or has not said so;
 * then it may have been done all the same.
 */
export async function runTransaction(client: TableClient, { call, deadlineMs, actions }: Transaction): Promise<void> {
  await tableCall(call, deadlineMs, async (abortSignal) => {
    const { subResponses } = await client.submitTransaction([...actions], { abortSignal });
    const confirmed = subResponses.filter(({ status }) => status === 201 || status === 204).length;
    const failed = subResponses.find(({ status }) => status !== 201 && status !== 204);
    if (failed !== undefined) throw new TableError(failed.status, null);
    if (confirmed !== actions.length)
      throw new TableError(202, null, `with ${confirmed} of ${actions.length} operations confirmed`);
  });
}
