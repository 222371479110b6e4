import { type ReadableTrail, readCall, readStretch } from "./read-trail.ts";
import type { TrailRow } from "./stored-row.ts";
import { takeRows } from "./take-rows.ts";
import { instantOf } from "./trail-keys.ts";
import { isDecidedByEvent, type TrailFilters, type TrailQuery } from "./trail-query.ts";

/** Some of the rows that a query finds, in order. `next`: the position behind which the others are; null at the end. */
export type TrailPage = { readonly rows: readonly TrailRow[]; readonly next: string | null };

/** Where a page begins: behind a position, or at the beginning of the query. It has at most `limit` rows. */
export type PagePlace = { readonly position: string | null; readonly limit: number };

export type TrailPageOptions = {
  readonly tables: ReadableTrail;
  /** Monotonic, in milliseconds. */
  readonly clock: () => number;
  /** How long to go on while little is found. */
  readonly budgetMs: number;
  /** How long the page may take altogether; then the reading fails. */
  readonly longestMs: number;
};

const hourMs = 3_600_000;
/** A page ends early rather than grow beyond this: an answer is held in memory as a whole. */
const unitsPerPage = 16 * 1024 * 1024;
/** While the store is quick, each part of the window is so many times longer than the one before. */
const growth = 4;
const quickMs = 1_000;

/**
 * The next rows of a query. Where a filter finds little, the window is read in growing parts until the budget is spent: then a page has few rows or none, but still a `next`.
 */
export const readTrailPage = (query: TrailQuery, place: PagePlace, options: TrailPageOptions): Promise<TrailPage> =>
  query.callId === null ? readWindowPage(query, place, options) : readCallPage(query, place, options);

async function readCallPage(
  query: TrailQuery & { readonly callId: string },
  { position, limit }: PagePlace,
  { tables, clock, budgetMs, longestMs }: TrailPageOptions,
): Promise<TrailPage> {
  const { callId, from, to, filters } = query;
  const begunMs = clock();
  const rows = readCall(
    tables,
    { callId, after: position ?? from ?? "", before: to, filters },
    { pageSize: pageSizeFor(limit, filters), ahead: false, isLate: () => clock() - begunMs > longestMs },
  );
  const isSpent = () => clock() - begunMs > budgetMs;
  const { rows: taken, seenTo } = await takeRows(rows, { limit, unitsAtMost: unitsPerPage, filters, isSpent });
  return { rows: taken, next: seenTo };
}

async function readWindowPage(
  { from, to, filters }: TrailQuery & { readonly callId: null },
  { position, limit }: PagePlace,
  { tables, clock, budgetMs, longestMs }: TrailPageOptions,
): Promise<TrailPage> {
  const rows: TrailRow[] = [];
  const begunMs = clock();
  const isLate = () => clock() - begunMs > longestMs;
  const isSpent = () => clock() - begunMs > budgetMs;
  let after = position ?? from;
  let units = 0;
  for (let hours = 1; after < to && rows.length < limit; ) {
    const partBegunMs = clock();
    const before = endOfPart(after, hours, to);
    const pageSize = pageSizeFor(limit - rows.length, filters);
    const part = readStretch(tables, { after, before, filters }, { pageSize, ahead: false, isLate });
    const wanted = { limit: limit - rows.length, unitsAtMost: unitsPerPage - units, filters, isSpent };
    const taken = await takeRows(part, wanted);
    rows.push(...taken.rows);
    units += taken.units;
    if (taken.seenTo !== null) return { rows, next: taken.seenTo };
    after = before;
    if (isSpent()) break;
    hours = clock() - partBegunMs < quickMs ? hours * growth : 1;
  }
  return { rows, next: after < to ? after : null };
}

/** Where the event decides, few rows of many may fit. */
const rowsAtOnce = 400;

/** As many rows as are wanted and one more; where events decide, of many rows perhaps one is asked for. */
const pageSizeFor = (limit: number, filters: TrailFilters): number =>
  Math.min(1_000, Math.max(limit + 1, isDecidedByEvent(filters) ? rowsAtOnce : 0));

/** Parts end on the hour, where one partition ends and the next begins. */
function endOfPart(after: string, hours: number, to: string): string {
  const hour = Math.floor(Date.parse(instantOf(after)) / hourMs);
  const end = new Date((hour + hours) * hourMs).toISOString();
  return end < to ? end : to;
}
