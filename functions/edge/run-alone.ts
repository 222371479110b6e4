import { describeError, type Log } from "../../shared/log.ts";
import type { Lease } from "../../shared/tables/lease.ts";

export type AloneOptions = {
  readonly lease: Lease;
  /** The name of the lease. */
  readonly name: string;
  readonly log: Log;
  /** The message of the log line when a run fails. */
  readonly failed: string;
  /** How long after a run the next one begins at the earliest; 0 if left out. `clock` is monotonic. */
  readonly pauseMs?: number;
  readonly clock: () => number;
};

/**
 * A timer's work that one instance does at a time. Never throws: what one run could not do, the next one does. All runs of an
 * instance share its lease, so that a second run joins the first.
 */
export function runAlone(options: AloneOptions, work: () => Promise<void>): () => Promise<void> {
  const { lease, name, log, failed, pauseMs = 0, clock } = options;
  let running: Promise<void> | null = null;
  let dueAtMs = Number.NEGATIVE_INFINITY;
  const run = async (): Promise<void> => {
    if (clock() < dueAtMs) return;
    dueAtMs = clock() + pauseMs;
    try {
      if (!(await lease.hold(name))) return;
      await work();
      await lease.release(name);
    } catch (error) {
      log.warn(failed, { error: describeError(error) });
    }
  };
  return () => {
    running ??= run().finally(() => {
      running = null;
    });
    return running;
  };
}
