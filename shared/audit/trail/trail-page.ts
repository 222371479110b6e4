import { type ReadableTrail, readCall, readStretch, type TrailRow } from "./read-trail.ts";
import { instantOf, isPosition } from "./trail-keys.ts";
import type { TrailQuery } from "./trail-query.ts";

/** Some of the rows that a query finds, in order. `next`: the position after which the others follow; null: there are no others. */
export type TrailPage = { readonly rows: readonly TrailRow[]; readonly next: string | null };

export type TrailPageOptions = {
  readonly tables: ReadableTrail;
  readonly now: () => number;
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
  { tables, now, longestMs }: TrailPageOptions,
): Promise<TrailPage> {
  const { callId, from, to, filters } = query;
  const lateAtMs = now() + longestMs;
  const rows = readCall(
    tables,
    callId,
    { after: position ?? from ?? "", before: to, filters },
    { pageSize: Math.min(1_000, limit + 1), ahead: false, isLate: () => now() > lateAtMs },
  );
  const taken = await take(rows, limit, unitsPerPage);
  return { rows: taken.rows, next: taken.isAll ? null : (taken.rows.at(-1)?.position ?? null) };
}

async function readWindowPage(
  { to, filters }: { readonly to: string } & Pick<TrailQuery, "filters">,
  position: string,
  limit: number,
  { tables, now, budgetMs, longestMs }: TrailPageOptions,
): Promise<TrailPage> {
  const rows: TrailRow[] = [];
  const begunMs = now();
  const isLate = () => now() - begunMs > longestMs;
  let after = position;
  let units = 0;
  for (let hours = 1; after < to && rows.length < limit; ) {
    const partBegunMs = now();
    const before = endOfPart(after, hours, to);
    const pageSize = Math.min(1_000, limit - rows.length + 1);
    const part = readStretch(tables, { after, before, filters }, { pageSize, ahead: false, isLate });
    const taken = await take(part, limit - rows.length, unitsPerPage - units);
    rows.push(...taken.rows);
    units += taken.units;
    if (!taken.isAll) return { rows, next: rows.at(-1)?.position ?? after };
    after = before;
    if (now() - begunMs > budgetMs) break;
    hours = now() - partBegunMs < quickMs ? hours * growth : 1;
  }
  return { rows, next: after < to ? after : null };
}

/** Parts end on the hour, where one partition ends and the next begins. */
function endOfPart(after: string, hours: number, to: string): string {
  const hour = Math.floor(Date.parse(instantOf(after)) / hourMs);
  const end = new Date((hour + hours) * hourMs).toISOString();
  return end < to ? end : to;
}

/** Takes rows until there are enough. `isAll`: the stream has no more. The first row is taken whatever its length. */
async function take(
  stream: AsyncGenerator<TrailRow, void, undefined>,
  limit: number,
  unitsAtMost: number,
): Promise<{ readonly rows: readonly TrailRow[]; readonly units: number; readonly isAll: boolean }> {
  const rows: TrailRow[] = [];
  let units = 0;
  for await (const row of stream) {
    // No event has such a key: verification tells of the row, and a page cannot go on from it.
    if (!isPosition(row.position)) continue;
    units += row.text?.length ?? 0;
    if (rows.length === limit || (rows.length > 0 && units > unitsAtMost)) return { rows, units, isAll: false };
    rows.push(row);
  }
  return { rows, units, isAll: true };
}
