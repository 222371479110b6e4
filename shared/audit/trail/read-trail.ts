import { setImmediate as otherWork } from "node:timers/promises";
import { isAskedFor } from "./is-asked-for.ts";
import { mergeSorted } from "./merge-sorted.ts";
import { type ReadingOptions, rangeRows, type StoredRow } from "./range-rows.ts";
import { afterAllPositions, callKeys, positionInCallKey, trailPartition, trailShards } from "./trail-keys.ts";
import { conditionsOf, type TrailFilters, type TrailQuery } from "./trail-query.ts";
import type { TrailRow } from "./trail-row.ts";
import { eventTextOf } from "./trail-row.ts";
import type { TrailTables } from "./trail-tables.ts";

/** Part of the trail in the order of events: after a position and before an instant. */
export type Stretch = {
  readonly after: string;
  readonly before: string;
  readonly filters: TrailFilters;
};

/** The tables the trail is read from. */
export type ReadableTrail = Pick<TrailTables, "trail" | "byCall">;

/**
 * The rows of a stretch that its conditions on columns find, oldest first; `isAskedFor` tells which of them are meant. Each
 * shard of the trail is in order; here they are brought together.
 */
export function readStretch(
  { trail }: ReadableTrail,
  { after, before, filters }: Stretch,
  { pageSize, ...options }: ReadingOptions,
): AsyncGenerator<TrailRow, void, undefined> {
  // Events fall on the shards evenly by chance: a little more than a share each is a page mostly.
  const share = Math.min(1_000, Math.ceil((pageSize / trailShards.length) * 1.2) + 4);
  const streams = trailShards.map((shard) =>
    trailRows(
      rangeRows(
        trail,
        {
          firstPartition: trailPartition(shard, after),
          lastPartition: trailPartition(shard, lastInstantBefore(before)),
          afterRow: after,
          beforeRow: before,
          conditions: conditionsOf(filters),
        },
        { pageSize: share, ...options },
      ),
      (rowKey) => rowKey,
    ),
  );
  return mergeSorted(streams, ({ position }) => position);
}

/** The rows of one call in a stretch, oldest first; an `after` of "" and a `before` of null are the beginning and the end. */
export function readCall(
  { byCall }: ReadableTrail,
  callId: string,
  { after, before, filters }: Omit<Stretch, "before"> & { readonly before: string | null },
  options: ReadingOptions,
): AsyncGenerator<TrailRow, void, undefined> {
  const { partitionKey, rowKey: afterRow } = callKeys(callId, after);
  const range = {
    firstPartition: partitionKey,
    lastPartition: partitionKey,
    afterRow,
    beforeRow: callKeys(callId, before ?? afterAllPositions).rowKey,
    conditions: conditionsOf(filters),
  };
  return trailRows(rangeRows(byCall, range, options), positionInCallKey);
}

/** All rows that a query asks for, for who reads to the end. */
export function readAll(
  tables: ReadableTrail,
  query: TrailQuery,
  isLate: () => boolean,
): AsyncGenerator<TrailRow, void, undefined> {
  const options = { pageSize: rowsAtOnce, ahead: true, isLate };
  const { filters } = query;
  const rows =
    query.callId === null
      ? readStretch(tables, { after: query.from, before: query.to, filters }, options)
      : readCall(tables, query.callId, { after: query.from ?? "", before: query.to, filters }, options);
  return onlyAskedFor(rows, filters);
}

/** Few enough that reading them is no long interruption for the calls in the same process. */
const rowsAtOnce = 400;
const rowsBetweenPauses = 32;

async function* trailRows(
  rows: AsyncGenerator<StoredRow, void, undefined>,
  positionIn: (rowKey: string) => string,
): AsyncGenerator<TrailRow, void, undefined> {
  for await (const row of rows) yield { position: positionIn(row.rowKey), text: eventTextOf(row), row };
}

async function* onlyAskedFor(
  rows: AsyncGenerator<TrailRow, void, undefined>,
  filters: TrailFilters,
): AsyncGenerator<TrailRow, void, undefined> {
  let passedOver = 0;
  for await (const row of rows)
    if (isAskedFor(row, filters)) yield row;
    else if (++passedOver % rowsBetweenPauses === 0) await otherWork();
}

/** A row of AuditTrail by itself. */
export const trailRowOf = (row: StoredRow): TrailRow => ({ position: row.rowKey, text: eventTextOf(row), row });

/** Of an hour's first instant this is in the hour before, whose partition then is the last to be read. */
const lastInstantBefore = (instant: string): string => new Date(Date.parse(instant) - 1).toISOString();
