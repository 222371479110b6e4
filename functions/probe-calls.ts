import type { Log } from "../shared/log.ts";
import type { Lease } from "../shared/tables/lease.ts";
import { type ProbeDependencies, runProbes } from "../shared/watch/probes/run-probes.ts";
import { runAlone } from "./edge/run-alone.ts";

export type ProbeCallsDependencies = Omit<ProbeDependencies, "isLate"> & {
  readonly lease: Lease;
  readonly log: Log;
  /** Monotonic, in milliseconds. */
  readonly clock: () => number;
  /** After so long a run sends no further probe. */
  readonly budgetMs: number;
  /** Whether the instance is about to end. */
  readonly isStopping: () => boolean;
};

/** The timer that probes every front door with what must hold. Never throws. */
export function makeProbeCalls(dependencies: ProbeCallsDependencies): () => Promise<void> {
  const { lease, log, clock, budgetMs, isStopping } = dependencies;
  const alone = { lease, name: "probe-calls", log, failed: "front doors could not be probed", clock };
  return runAlone(alone, () => {
    const lateAtMs = clock() + budgetMs;
    return runProbes({ ...dependencies, isLate: () => isStopping() || clock() >= lateAtMs });
  });
}
