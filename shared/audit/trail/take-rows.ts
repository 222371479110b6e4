import { pace } from "../../pace.ts";
import type { TrailRow } from "./stored-row.ts";
import { isPosition } from "./trail-keys.ts";
import { isAskedFor, type TrailFilters } from "./trail-query.ts";

export type Wanted = {
  readonly limit: number;
  /** How many characters of events at most. The first event is taken whatever its length. */
  readonly unitsAtMost: number;
  readonly filters: TrailFilters;
  readonly isSpent: () => boolean;
};

/** `seenTo`: the position up to which the stream was read, if there may be more behind it; null at its end. */
export type Taken = { readonly rows: readonly TrailRow[]; readonly units: number; readonly seenTo: string | null };

/** How many rows that are not asked for are passed over between two looks at the clock. */
const passedBetweenLooks = 32;

/** Takes rows that are asked for until there are enough, or the time is spent. Paced. */
export async function takeRows(
  stream: AsyncGenerator<TrailRow, void, undefined>,
  { limit, unitsAtMost, filters, isSpent }: Wanted,
): Promise<Taken> {
  const rows: TrailRow[] = [];
  let units = 0;
  let passed = 0;
  let seenTo: string | null = null;
  for await (const row of stream) {
    // No event has such a key: verification reports the row, and a page cannot go on from it.
    if (!isPosition(row.position)) continue;
    if (isAskedFor(row, filters)) {
      const unitsWithIt = units + (row.text?.length ?? 0);
      if (rows.length === limit || (rows.length > 0 && unitsWithIt > unitsAtMost)) return { rows, units, seenTo };
      rows.push(row);
      units = unitsWithIt;
    } else if (++passed % passedBetweenLooks === 0 && isSpent()) return { rows, units, seenTo: row.position };
    seenTo = row.position;
    if (pace.isDue()) await pace.rest();
  }
  return { rows, units, seenTo: null };
}
