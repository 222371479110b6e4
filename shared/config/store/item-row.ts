import * as z from "zod";
import { type ItemKind, itemKinds, type KindDefinition, type StoredItem } from "../item-kinds.ts";

/** The columns of one item's row: its fields as they are, lists and objects as JSON text, nothing for null. */
export type ItemRow = Readonly<Record<string, string | number | boolean>> & {
  readonly partitionKey: string;
  readonly rowKey: string;
};

export const versionPartition = (version: number): string => `version-${version}`;

export const rowKeyOf = ({ kind, key }: Pick<StoredItem, "kind" | "key">): string => `${kind}|${key}`;

/** One item of a version as a row that a person can read. */
export function toRow(version: number, { kind, key, item }: StoredItem): ItemRow {
  const columns: Record<string, string | number | boolean> = {};
  for (const [name, value] of Object.entries(item ?? {})) {
    if (value === null) continue;
    columns[name] =
      typeof value === "string" || typeof value === "number" || typeof value === "boolean"
        ? value
        : JSON.stringify(value);
  }
  return { ...columns, partitionKey: versionPartition(version), rowKey: rowKeyOf({ kind, key }) };
}

const rowKeySchema = z.string().transform((rowKey, context): { kind: ItemKind; key: string } => {
  const [kind = "", ...key] = rowKey.split("|");
  if (isItemKind(kind)) return { kind, key: key.join("|") };
  context.addIssue({ code: "custom", message: `unknown kind of item in row ${rowKey}` });
  return z.NEVER;
});

const jsonColumn = z.string();

const isItemKind = (text: string): text is ItemKind => Object.hasOwn(itemKinds, text);

/** Reads a row back into its item; throws a ZodError when the row is not what `toRow` makes. */
export function fromRow(row: Readonly<Record<string, unknown>>): StoredItem {
  const { kind, key } = rowKeySchema.parse(row.rowKey);
  const { schema, jsonColumns }: KindDefinition = itemKinds[kind];
  const fields: Record<string, unknown> = {};
  for (const name of Object.keys(schema.shape)) {
    const column = row[name];
    if (column === undefined) continue;
    fields[name] = jsonColumns.includes(name) ? JSON.parse(jsonColumn.parse(column)) : column;
  }
  return { kind, key, item: schema.parse(fields) };
}
