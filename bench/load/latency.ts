import { quantile } from "../measure/interleave.ts";
import { wholeNumber } from "../measure/table.ts";
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

/** Reads the `q`-quantile of the latencies. */
export const latencyAt =
  (q: number) =>
  ({ latenciesMs }: Pick<LatencySlice, "latenciesMs">): number =>
    quantile(latenciesMs, q);

export const countOfKind = (answered: readonly Answered[], wanted: string): number =>
  answered.filter(({ kind }) => kind === wanted).length;

/** The number of answers of each kind: "1,200 published, 3 queued". */
export function describeKinds(slices: readonly LatencySlice[]): string {
  const answered = slices.flatMap((slice) => slice.answered);
  const kinds = [...new Set(answered.map(({ kind }) => kind))];
  return kinds.map((kind) => `${wholeNumber(countOfKind(answered, kind))} ${kind}`).join(", ");
}
