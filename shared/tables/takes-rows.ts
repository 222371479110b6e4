import type { TableClient } from "@azure/data-tables";
import { tableCall } from "./table-call.ts";

const deadlineMs = 2_000;
/** Behind all keys that anything is looked for under, and gone again at once. */
const rowKey = "~probe";

/**
 * Whether a table takes a row that has nothing in it but its keys: where it does, and does not take another, it is about that
 * other. Never throws.
 */
export async function takesRows(client: TableClient, partitionKey: string): Promise<boolean> {
  const call = `try a row of ${client.tableName}`;
  try {
    await tableCall(call, deadlineMs, (abortSignal) =>
      client.upsertEntity({ partitionKey, rowKey }, "Replace", { abortSignal }),
    );
    await tableCall(call, deadlineMs, (abortSignal) =>
      client.deleteEntity(partitionKey, rowKey, { abortSignal }),
    ).catch(() => undefined);
    return true;
  } catch {
    return false;
  }
}
