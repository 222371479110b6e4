import { pace } from "../../pace.ts";
import { type ReadingOptions, rangeRows } from "./range-rows.ts";
import type { StoredRow, TrailRow } from "./stored-row.ts";
import { afterAllPositions, callKeys, positionInCallKey, trailPartition, trailShards } from "./trail-keys.ts";
import { conditionsOf, isAskedFor, type TrailFilters, type TrailQuery } from "./trail-query.ts";
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
 * The rows of a stretch that its conditions on columns find, oldest first; `isAskedFor` decides which of them are meant. Each
 * shard of the trail is in order; the streams are merged.
 */
export function readStretch(
  { trail }: ReadableTrail,
  { after, before, filters }: Stretch,
  { pageSize, ...options }: ReadingOptions,
): AsyncGenerator<TrailRow, void, undefined> {
  // Events are spread over the shards by chance: a little more than a share of each mostly makes a page.
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

/** Part of the events of one call. An `after` of "" is the beginning, a `before` of null the end. */
export type CallStretch = Omit<Stretch, "before"> & { readonly callId: string; readonly before: string | null };

/** The rows of one call in a stretch, oldest first. */
export function readCall(
  { byCall }: ReadableTrail,
  { callId, after, before, filters }: CallStretch,
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

/** All rows that a query asks for, for a caller that reads to the end. */
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
      : readCall(tables, { callId: query.callId, after: query.from ?? "", before: query.to, filters }, options);
  return onlyAskedFor(rows, filters);
}

/** Few enough that parsing a page does not hold up calls in the same process. */
const rowsAtOnce = 400;

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
  for await (const row of rows) {
    if (isAskedFor(row, filters)) yield row;
    if (pace.isDue()) await pace.rest();
  }
}

/** A row of AuditTrail by itself. */
export const trailRowOf = (row: StoredRow): TrailRow => ({ position: row.rowKey, text: eventTextOf(row), row });

/** For the first instant of an hour this is in the hour before: its partition is the last to read. */
const lastInstantBefore = (instant: string): string => new Date(Date.parse(instant) - 1).toISOString();

/** Merges streams that are each in the order of a text. */
async function* mergeSorted<Item>(
  streams: readonly AsyncGenerator<Item, void, undefined>[],
  orderOf: (item: Item) => string,
): AsyncGenerator<Item, void, undefined> {
  const heads = await Promise.all(streams.map((stream) => stream.next()));
  for (;;) {
    let least = -1;
    let leastOrder = "";
    for (const [index, head] of heads.entries()) {
      if (head.done === true) continue;
      const order = orderOf(head.value);
      if (least === -1 || order < leastOrder) [least, leastOrder] = [index, order];
    }
    const head = heads[least];
    const stream = streams[least];
    if (head === undefined || head.done === true || stream === undefined) return;
    yield head.value;
    heads[least] = await stream.next();
  }
}
