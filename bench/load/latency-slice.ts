import { quantile } from "../interleave.ts";
import type { Answered } from "./open-loop.ts";

/** What was answered in one stretch of load. */
export type LatencySlice = {
  readonly answered: readonly Answered[];
  /** Sorted. */
  readonly latenciesMs: Float64Array;
};

export const toSlice = (answered: readonly Answered[]): LatencySlice => ({
  answered,
  latenciesMs: sortedLatencies(answered),
});

export const sortedLatencies = (calls: readonly Pick<Answered, "latencyMs">[]): Float64Array =>
  Float64Array.from(calls, ({ latencyMs }) => latencyMs).sort();

/** Reads the latency that a share `q` of the calls does not exceed. */
export const latencyAt =
  (q: number) =>
  ({ latenciesMs }: Pick<LatencySlice, "latenciesMs">): number =>
    quantile(latenciesMs, q);

/** How many answers of each kind there are: "1,200 published, 3 queued". */
export function describeKinds(slices: readonly LatencySlice[]): string {
  const counts = new Map<string, number>();
  for (const { kind } of slices.flatMap(({ answered }) => answered)) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return [...counts].map(([kind, count]) => `${count.toLocaleString("en-US")} ${kind}`).join(", ");
}
