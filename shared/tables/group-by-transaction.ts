import { rowsPerTransaction } from "./table-limits.ts";

/** A row as it is written. */
export type NewRow = Readonly<Record<string, string | number | boolean>> & {
  readonly partitionKey: string;
  readonly rowKey: string;
};

/** A transaction takes at most 4 MiB. */
const bytesAtMost = 4 * 1024 * 1024 - 64 * 1024;

/** Puts rows of the same partition together, as many as fit in one transaction. Items keep their order. */
export function groupByTransaction<Item>(
  items: readonly Item[],
  rowOf: (item: Item) => NewRow,
): readonly (readonly Item[])[] {
  const groups: Item[][] = [];
  const open = new Map<string, { readonly items: Item[]; bytes: number }>();
  for (const item of items) {
    const row = rowOf(item);
    const bytes = bytesOf(row);
    let group = open.get(row.partitionKey);
    if (group === undefined || group.items.length === rowsPerTransaction || group.bytes + bytes > bytesAtMost) {
      group = { items: [], bytes: 0 };
      groups.push(group.items);
      open.set(row.partitionKey, group);
    }
    group.items.push(item);
    group.bytes += bytes;
  }
  return groups;
}

const bytesPerOperation = 1_000;

/** How much of a request a row takes at most: a unit of text becomes an escape of two bytes, or of six (`plainBodies`). */
function bytesOf(row: NewRow): number {
  let bytes = bytesPerOperation;
  for (const [name, value] of Object.entries(row)) {
    const text = String(value);
    bytes += name.length + 8 + (takesLongEscapes.test(text) ? 6 : 2) * text.length;
  }
  return bytes;
}

/** Control characters and what is not ASCII; JSON escapes quotes and backslashes with two bytes. */
const takesLongEscapes = /[^ -~]/;
