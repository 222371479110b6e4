import { setImmediate as otherWork } from "node:timers/promises";
import { isAskedFor, isDecidedByEvent } from "./is-asked-for.ts";
import { type ReadableTrail, readCall, readStretch } from "./read-trail.ts";
import { instantOf, isPosition } from "./trail-keys.ts";
import type { TrailFilters, TrailQuery } from "./trail-query.ts";
import type { TrailRow } from "./trail-row.ts";

/** Some of the rows that a query finds, in order. `next`: the position after which the others follow; null: there are no others. */
export type TrailPage = { readonly rows: readonly TrailRow[]; readonly next: string | null };

export type TrailPageOptions = {
  readonly tables: ReadableTrail;
  /** Monotonic, in milliseconds. */
  readonly clock: () => number;
  /** How long to go on looking where little is found. */
  readonly budgetMs: number;
  /** How long the page may take altogether; beyond it the reading fails. */
  readonly longestMs: number;
};

const hourMs = 3_600_000;
/** A page ends early rather than grow beyond this: an answer is held in memory whole. */
const unitsPerPage = 16 * 1024 * 1024;
/** While the store is quick, the next part of the window that is looked at is so many times larger. */
const growth = 4;
const quickMs = 1_000;

/**
 * The next rows of a query, at most `limit`: from the beginning, or after `position`. Where a filter finds little, the
 * window is looked at in growing parts until the budget is spent: then a page has few rows or none and yet a `next`.
 */
export function readTrailPage(
  query: TrailQuery,
  position: string | null,
  limit: number,
  options: TrailPageOptions,
): Promise<TrailPage> {
  if (query.callId !== null) return readCallPage(query, position, limit, options);
  return readWindowPage(query, position ?? query.from, limit, options);
}

async function readCallPage(
  query: TrailQuery & { readonly callId: string },
  position: string | null,
  limit: number,
  { tables, clock, budgetMs, longestMs }: TrailPageOptions,
): Promise<TrailPage> {
  const { callId, from, to, filters } = query;
  const begunMs = clock();
  const rows = readCall(
    tables,
    callId,
    { after: position ?? from ?? "", before: to, filters },
    { pageSize: pageSizeFor(limit, filters), ahead: false, isLate: () => clock() - begunMs > longestMs },
  );
  const isSpent = () => clock() - begunMs > budgetMs;
  const { rows: taken, seenTo } = await take(rows, { limit, unitsAtMost: unitsPerPage, filters, isSpent });
  return { rows: taken, next: seenTo };
}

async function readWindowPage(
  { to, filters }: { readonly to: string } & Pick<TrailQuery, "filters">,
  position: string,
  limit: number,
  { tables, clock, budgetMs, longestMs }: TrailPageOptions,
): Promise<TrailPage> {
  const rows: TrailRow[] = [];
  const begunMs = clock();
  const isLate = () => clock() - begunMs > longestMs;
  const isSpent = () => clock() - begunMs > budgetMs;
  let after = position;
  let units = 0;
  for (let hours = 1; after < to && rows.length < limit; ) {
    const partBegunMs = clock();
    const before = endOfPart(after, hours, to);
    const pageSize = pageSizeFor(limit - rows.length, filters);
    const part = readStretch(tables, { after, before, filters }, { pageSize, ahead: false, isLate });
    const wanted = { limit: limit - rows.length, unitsAtMost: unitsPerPage - units, filters, isSpent };
    const taken = await take(part, wanted);
    rows.push(...taken.rows);
    units += taken.units;
    if (taken.seenTo !== null) return { rows, next: taken.seenTo };
    after = before;
    if (isSpent()) break;
    hours = clock() - partBegunMs < quickMs ? hours * growth : 1;
  }
  return { rows, next: after < to ? after : null };
}

/** As many rows as are wanted and one more; where events decide, of many rows perhaps one is asked for. */
const pageSizeFor = (limit: number, filters: TrailFilters): number =>
  Math.min(1_000, Math.max(limit + 1, isDecidedByEvent(filters) ? rowsAtOnce : 0));

/** Parts end on the hour, where one partition ends and the next begins. */
function endOfPart(after: string, hours: number, to: string): string {
  const hour = Math.floor(Date.parse(instantOf(after)) / hourMs);
  const end = new Date((hour + hours) * hourMs).toISOString();
  return end < to ? end : to;
}

type Wanted = {
  readonly limit: number;
  readonly unitsAtMost: number;
  readonly filters: TrailFilters;
  readonly isSpent: () => boolean;
};

/**
 * `seenTo`: the position up to which all rows that are asked for were taken, where the stream may have others behind it;
 * null where it has none.
 */
type Taken = { readonly rows: readonly TrailRow[]; readonly units: number; readonly seenTo: string | null };

const rowsBetweenPauses = 32;
const rowsAtOnce = 400;

/** Takes rows that are asked for until there are enough, or the time is spent. The first one is taken whatever its length. */
async function take(
  stream: AsyncGenerator<TrailRow, void, undefined>,
  { limit, unitsAtMost, filters, isSpent }: Wanted,
): Promise<Taken> {
  const rows: TrailRow[] = [];
  let units = 0;
  let passedOver = 0;
  let seenTo: string | null = null;
  for await (const row of stream) {
    // No event has such a key: verification tells of the row, and a page cannot go on from it.
    if (!isPosition(row.position)) continue;
    if (isAskedFor(row, filters)) {
      const unitsWithIt = units + (row.text?.length ?? 0);
      if (rows.length === limit || (rows.length > 0 && unitsWithIt > unitsAtMost)) return { rows, units, seenTo };
      rows.push(row);
      units = unitsWithIt;
    } else if (++passedOver % rowsBetweenPauses === 0) {
      if (isSpent()) return { rows, units, seenTo: row.position };
      await otherWork();
    }
    seenTo = row.position;
  }
  return { rows, units, seenTo: null };
}
