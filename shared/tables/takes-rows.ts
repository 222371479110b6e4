import { randomUUID } from "node:crypto";
import type { TableClient } from "@azure/data-tables";
import { tableCall } from "./table-call.ts";

const deadlineMs = 2_000;
/** Behind all keys that anything is looked for under, and gone again at once. */
const probeKey = (): string => `~probe-${randomUUID()}`;

/**
 * Whether a table takes a row that has nothing in it but its keys, written as the others are: where it does, and does not take
 * another, it is about that other. Never throws.
 */
export async function takesRows(client: TableClient, partitionKey: string, how: "create" | "upsert"): Promise<boolean> {
  const call = `try a row of ${client.tableName}`;
  const rowKey = probeKey();
  try {
    await tableCall(call, deadlineMs, (abortSignal) =>
      how === "create"
        ? client.createEntity({ partitionKey, rowKey }, { abortSignal })
        : client.upsertEntity({ partitionKey, rowKey }, "Replace", { abortSignal }),
    );
    await tableCall(call, deadlineMs, (abortSignal) =>
      client.deleteEntity(partitionKey, rowKey, { abortSignal }),
    ).catch(() => undefined);
    return true;
  } catch {
    return false;
  }
}
