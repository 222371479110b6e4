import type { TableClient, TransactionAction } from "@azure/data-tables";
import { DependencyError } from "../dependency-error.ts";
import { eachByItself } from "./each-by-itself.ts";
import { runTransaction } from "./run-transaction.ts";
import { meaningOf, tableCall } from "./table-call.ts";

const deadlineMs = 5_000;

/** A row that the store would not delete, and what it answered. */
export type LeftRow = { readonly rowKey: string; readonly error: unknown };

/**
 * Deletes rows of one partition, at most 100; those that are gone already are no fault. Throws a DependencyError when any is left,
 * after all the others were deleted.
 */
export async function deleteRows(client: TableClient, partitionKey: string, rowKeys: readonly string[]): Promise<void> {
  const [left] = await deleteWhatGoes(client, partitionKey, rowKeys);
  if (left !== undefined) throw left.error;
}

/** The same, and tells which rows are left; throws a DependencyError when none goes. */
export async function deleteWhatGoes(
  client: TableClient,
  partitionKey: string,
  rowKeys: readonly string[],
): Promise<readonly LeftRow[]> {
  const actions = rowKeys.map((rowKey): TransactionAction => ["delete", { partitionKey, rowKey }]);
  try {
    await runTransaction(client, { call: `delete rows of ${client.tableName}`, deadlineMs, actions });
    return [];
  } catch (error) {
    if (!(error instanceof DependencyError)) throw error;
    // One row that is gone, or that the store does not delete, fails them all: now each for itself.
    const fates = await eachByItself(rowKeys, (rowKey) => deleteRow(client, partitionKey, rowKey));
    const left = rowKeys.flatMap((rowKey, index) => {
      const fate = fates[index];
      return fate === undefined || "result" in fate ? [] : [{ rowKey, error: fate.error }];
    });
    if (left.length === rowKeys.length) throw left[0]?.error;
    return left;
  }
}

async function deleteRow(client: TableClient, partitionKey: string, rowKey: string): Promise<void> {
  try {
    await tableCall(`delete a row of ${client.tableName}`, deadlineMs, (abortSignal) =>
      client.deleteEntity(partitionKey, rowKey, { abortSignal }),
    );
  } catch (error) {
    if (meaningOf(error) !== "absent") throw error;
  }
}
