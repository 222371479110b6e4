import type { StoredRow } from "../../../shared/audit/trail/stored-row.ts";

const notProperties = new Set(["partitionKey", "rowKey", "etag", "timestamp"]);

/**
 * How large Table Storage bills a row as: 4 bytes, two for each unit of its keys, and for each property 8, two for each unit
 * of its name, and its value (Microsoft, "How the size of an entity is calculated in Windows Azure table storage", 2011).
 */
export function billedBytes(row: StoredRow): number {
  const properties = Object.entries(row).filter(([name]) => !notProperties.has(name));
  const keys = row.partitionKey.length + row.rowKey.length;
  return properties.reduce((sum, [name, value]) => sum + 8 + 2 * name.length + valueBytes(value), 4 + 2 * keys);
}

/** The trail has texts, 32-bit numbers and truth values. */
const valueBytes = (value: unknown): number =>
  typeof value === "string" ? 4 + 2 * value.length : typeof value === "boolean" ? 1 : 4;
