/** The keys of a row, under Azurite's names. */
export type Keys = { readonly PartitionKey: string; readonly RowKey: string };

/** Rows in the order of Table Storage: by partition key, then by row key, both by code unit. */
export type SortedRows<Row extends Keys> = {
  readonly get: (keys: Keys) => Row | null;
  /** Replaces the row with these keys, if there is one. */
  readonly put: (row: Row) => void;
  readonly remove: (keys: Keys) => void;
  /** All rows from these keys on. Rows must not be put or removed during the iteration. */
  readonly from: (keys: Keys) => Generator<Row, void, undefined>;
};

/** Short enough to insert into quickly, long enough that there are few blocks. */
const rowsPerBlock = 512;

/** Keeps rows in sorted blocks, so that the time to find or add a row hardly depends on their number. */
export function makeSortedRows<Row extends Keys>(rows: readonly Row[]): SortedRows<Row> {
  const blocks: Row[][] = [];
  const sorted = [...rows].sort(compareKeys);
  for (let start = 0; start < sorted.length; start += rowsPerBlock)
    blocks.push(sorted.slice(start, start + rowsPerBlock));

  /** The block that holds the row with these keys, or would. */
  const blockOf = (keys: Keys): number =>
    Math.max(0, firstIndex(blocks, ([first]) => first !== undefined && compareKeys(first, keys) > 0) - 1);
  const indexIn = (block: readonly Row[], keys: Keys): number =>
    firstIndex(block, (row) => compareKeys(row, keys) >= 0);
  const holds = (row: Row | undefined, keys: Keys): row is Row => row !== undefined && compareKeys(row, keys) === 0;

  return {
    get: (keys) => {
      const block = blocks[blockOf(keys)] ?? [];
      const row = block[indexIn(block, keys)];
      return holds(row, keys) ? row : null;
    },
    put: (row) => {
      const at = blockOf(row);
      const block = blocks[at];
      if (block === undefined) return void blocks.push([row]);
      const index = indexIn(block, row);
      block.splice(index, holds(block[index], row) ? 1 : 0, row);
      if (block.length > rowsPerBlock) blocks.splice(at + 1, 0, block.splice(rowsPerBlock / 2));
    },
    remove: (keys) => {
      const at = blockOf(keys);
      const block = blocks[at] ?? [];
      const index = indexIn(block, keys);
      if (holds(block[index], keys)) block.splice(index, 1);
      if (block.length === 0) blocks.splice(at, 1);
    },
    from: function* (keys) {
      const at = blockOf(keys);
      const [first = [], ...others] = blocks.slice(at);
      yield* first.slice(indexIn(first, keys));
      for (const block of others) yield* block;
    },
  };
}

function compareKeys(a: Keys, b: Keys): number {
  if (a.PartitionKey !== b.PartitionKey) return a.PartitionKey < b.PartitionKey ? -1 : 1;
  return a.RowKey === b.RowKey ? 0 : a.RowKey < b.RowKey ? -1 : 1;
}

/** Binary search: the index of the first item that passes a test which all later items pass too; the length if none does. */
function firstIndex<Item>(items: readonly Item[], passes: (item: Item) => boolean): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const item = items[middle];
    if (item !== undefined && passes(item)) high = middle;
    else low = middle + 1;
  }
  return low;
}
