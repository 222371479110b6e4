import { tableClient } from "../../../shared/tables/table-client.ts";
import type { Tables } from "../../../tools/local/tables/start-tables.ts";

/** The body of a request that changes the configuration. */
export const changeSet = (baseVersion: number, ...operations: readonly object[]) => ({
  baseVersion,
  reason: "CHG1",
  operations,
});

export const putItem = (kind: string, item: object) => ({ op: "put", kind, item });
export const patchItem = (kind: string, key: object, item: object) => ({ op: "patch", kind, key, item });

/** Adds an emergency number of GB, which has 999 alone. */
export const number = (shortCode: string, more: Readonly<Record<string, unknown>> = {}) =>
  putItem("number", { territory: "GB", shortCode, class: "emergency", ...more });

export const remove999 = { op: "delete", kind: "number", key: { territory: "GB", shortCode: "999" } };

/** Everything that the store has of the configuration. */
export async function rowsOf(tables: Tables): Promise<readonly string[]> {
  const rows: string[] = [];
  for await (const { partitionKey, rowKey } of tableClient(tables, "EmergencyConfig").listEntities())
    rows.push(`${partitionKey} ${rowKey}`);
  return rows;
}
