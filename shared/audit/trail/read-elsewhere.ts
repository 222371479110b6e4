import { odata } from "@azure/data-tables";
import type { ChainReport } from "../verification/chain-report.ts";
import { rangeRows } from "./range-rows.ts";
import { type ReadableTrail, trailRowOf } from "./read-trail.ts";
import type { TrailRow } from "./stored-row.ts";
import { afterAllPositions, trailPartition, trailShards } from "./trail-keys.ts";

/** Clocks are set wrong by an hour or by a day, seldom by more. */
const aroundMs = 26 * 3_600_000;

/**
 * Rows of one chain whose sequences are missing in a window, from the day before it to the day after: if the clock of an
 * instance was set, its events are in other hours. This makes the store scan those hours: use it only for chains with gaps.
 */
export async function* readElsewhere(
  { trail }: Pick<ReadableTrail, "trail">,
  { from, to }: { readonly from: string; readonly to: string },
  { chainId, gaps }: Pick<ChainReport, "chainId" | "gaps">,
): AsyncGenerator<TrailRow, void, undefined> {
  const first = Math.min(...gaps.map((gap) => gap.from));
  const last = Math.max(...gaps.map((gap) => gap.to));
  const around = (instant: string, ms: number): string => new Date(Date.parse(instant) + ms).toISOString();
  const [afterRow, lastRow] = [around(from, -aroundMs), around(to, aroundMs)];
  for (const shard of trailShards) {
    const range = {
      firstPartition: trailPartition(shard, afterRow),
      lastPartition: trailPartition(shard, lastRow),
      afterRow,
      beforeRow: afterAllPositions,
      conditions: [odata`chainId eq ${chainId}`, odata`sequence ge ${first} and sequence le ${last}`],
    };
    for await (const row of rangeRows(trail, range, { pageSize: 400, ahead: false, isLate: () => false }))
      yield trailRowOf(row);
  }
}
