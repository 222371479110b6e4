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

/** How much of a request a row takes at most: a unit of text becomes three bytes of UTF-8 or an escape of two. */
function bytesOf(row: NewRow): number {
  let bytes = bytesPerOperation;
  for (const [name, value] of Object.entries(row)) bytes += name.length + 8 + 3 * String(value).length;
  return bytes;
}
