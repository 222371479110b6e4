import { randomUUID } from "node:crypto";
import type { TableClient } from "@azure/data-tables";
import { readRow } from "./read-row.ts";
import { tableCall } from "./table-call.ts";

const deadlineMs = 2_000;
/** Sorts after every key that is read, and is deleted at once. */
const probeKey = (): string => `~probe-${randomUUID()}`;

/**
 * Whether a table takes a row of nothing but its keys, written as the others are, and gives it back: then a failure with another
 * row of the partition is about that row. Never throws.
 */
export async function isWell(client: TableClient, partitionKey: string, how: "create" | "upsert"): Promise<boolean> {
  const call = `try a row of ${client.tableName}`;
  const rowKey = probeKey();
  try {
    await tableCall(call, deadlineMs, (abortSignal) =>
      how === "create"
        ? client.createEntity({ partitionKey, rowKey }, { abortSignal })
        : client.upsertEntity({ partitionKey, rowKey }, "Replace", { abortSignal }),
    );
    const found = await readRow(client, { call, deadlineMs }, partitionKey, rowKey);
    await tableCall(call, deadlineMs, (abortSignal) =>
      client.deleteEntity(partitionKey, rowKey, { abortSignal }),
    ).catch(() => undefined);
    return found !== null;
  } catch {
    return false;
  }
}
