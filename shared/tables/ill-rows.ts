/** Remembers rows that a store does not take while it takes others. */
export type IllRows = {
  /** Counts a failure of a row; true after so many, over so long, that the row will never be taken. */
  readonly hasFailed: (row: Keys) => boolean;
  /** The store failed with other rows too: what a row did before counts no more. */
  readonly hasFailedWithOthers: (row: Keys) => void;
  readonly isStored: (row: Keys) => void;
};

type Keys = { readonly partitionKey: string; readonly rowKey: string };

const timesAtLeast = 3;
const forAtLeastMs = 5_000;
/** Where no other row was stored meanwhile, only so much later is the row itself the reason. */
const aloneForAtLeastMs = 60_000;
/** Far more than fail at once. The oldest are forgotten, and counted anew. */
const remembered = 10_000;

/** `clock` is monotonic, in milliseconds. */
export function makeIllRows(clock: () => number): IllRows {
  const failing = new Map<string, { readonly times: number; readonly sinceMs: number }>();
  let storedAtMs = Number.NEGATIVE_INFINITY;
  return {
    hasFailed: (row) => {
      const name = nameOf(row);
      const { times, sinceMs } = failing.get(name) ?? { times: 0, sinceMs: clock() };
      failing.set(name, { times: times + 1, sinceMs });
      if (failing.size > remembered) forgetFirst(failing);
      const neededMs = storedAtMs >= sinceMs ? forAtLeastMs : aloneForAtLeastMs;
      return times + 1 >= timesAtLeast && clock() - sinceMs >= neededMs;
    },
    hasFailedWithOthers: (row) => {
      failing.delete(nameOf(row));
    },
    isStored: (row) => {
      storedAtMs = clock();
      failing.delete(nameOf(row));
    },
  };
}

const nameOf = ({ partitionKey, rowKey }: Keys): string => `${partitionKey} ${rowKey}`;

function forgetFirst(map: Map<string, unknown>): void {
  const [first] = map.keys();
  if (first !== undefined) map.delete(first);
}
