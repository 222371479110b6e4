import type { ProbeState } from "./probe-state.ts";

/** How probing stands, for the watch's answer. */
export type DescribedProbes = {
  /** The last version that all expectations were probed for at once, and what that has shown. */
  readonly verified: ProbeState["verified"];
  readonly targets: readonly {
    readonly name: string;
    readonly lastProbedAt: string | null;
    /** Since `countedFrom`. */
    readonly probed: number;
    readonly failed: number;
    readonly slowestMs: number;
    /** How many expectations failed when they were last probed, and the first of them. */
    readonly failing: number;
    readonly firstFailing: readonly string[];
  }[];
  readonly countedFrom: string;
};

const listedAtMost = 20;

export const describeProbes = ({ verified, targets, sumsFromMs }: ProbeState): DescribedProbes => ({
  verified,
  targets: Object.entries(targets).map(([name, { sum, failing, lastAtMs }]) => ({
    name,
    lastProbedAt: lastAtMs === null ? null : new Date(lastAtMs).toISOString(),
    ...sum,
    failing: failing.length,
    firstFailing: failing.slice(0, listedAtMost).map(({ expectation }) => expectation),
  })),
  countedFrom: new Date(sumsFromMs).toISOString(),
});
