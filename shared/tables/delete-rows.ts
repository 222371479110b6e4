import type { TableClient, TransactionAction } from "@azure/data-tables";
import { runTransaction } from "./run-transaction.ts";
import { tableCall } from "./table-call.ts";
import { meaningOf } from "./table-error.ts";

const deadlineMs = 5_000;

/** Deletes rows of one partition, at most 100; those that are gone already are no fault. Throws a DependencyError on failure. */
export async function deleteRows(client: TableClient, partitionKey: string, rowKeys: readonly string[]): Promise<void> {
  const actions = rowKeys.map((rowKey): TransactionAction => ["delete", { partitionKey, rowKey }]);
  try {
    await runTransaction(client, { call: `delete rows of ${client.tableName}`, deadlineMs, actions });
  } catch (error) {
    if (meaningOf(error) !== "absent") throw error;
    // One row that is gone fails them all: now each for itself.
    for (const rowKey of rowKeys) await deleteRow(client, partitionKey, rowKey);
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
