import { monotonic } from "../../clock.ts";
import type { Log } from "../../log.ts";
import type { Lease } from "../../tables/lease.ts";
import type { AuditEvent, AuditStatus } from "../audit-event.ts";
import type { TrailTables } from "../trail/trail-tables.ts";
import type { LegalHold } from "./legal-holds.ts";
import type { ProgressTable } from "./purge-progress.ts";
import type { PurgeState } from "./purge-state.ts";

/** The holds of the configuration that is active in the store. */
export type ActiveHolds = { readonly version: number; readonly hash: string; readonly holds: readonly LegalHold[] };

export type PurgeDependencies = {
  readonly tables: TrailTables;
  readonly lease: Lease;
  readonly progress: ProgressTable;
  /** Asks the store; null when no configuration is active. Throws when it cannot be read. */
  readonly readHolds: () => Promise<ActiveHolds | null>;
  readonly record: (event: AuditEvent) => Promise<AuditStatus>;
  readonly periods: RetentionPeriods;
  readonly log: Log;
  readonly now: () => number;
  readonly newId: () => string;
  readonly instance: string;
  readonly limits: PurgeLimits;
};

/** How much one run may do. */
export type PurgeLimits = {
  /** How many rows a step looks at, and how many one event names at most. */
  readonly rowsPerStep: number;
  /** After so many rows removed no further step begins. */
  readonly rowsPerRun: number;
  /** After so long no further step begins, and nothing more is deleted. */
  readonly budgetMs: number;
};

/** How long events are kept; `testDays` for test calls and `locationDays` for locations, where given, are no more than `days`. */
export type RetentionPeriods = {
  readonly days: number;
  readonly testDays: number | null;
  readonly locationDays: number | null;
};

/** What is the same for all steps of one run. */
export type PurgeRun = Pick<PurgeDependencies, "tables" | "limits" | "record" | "now" | "newId" | "instance"> & {
  readonly active: ActiveHolds;
  /** Whether no other instance has taken over. */
  readonly keepsLease: () => Promise<boolean>;
  readonly progressTable: ProgressTable;
  /** By the monotonic clock. */
  readonly begunMs: number;
};

export const isInTime = ({ begunMs, limits }: PurgeRun): boolean => monotonic() - begunMs < limits.budgetMs;

/** The state before the next step: stopped when time or rows are used up. */
export function beforeStep(run: PurgeRun, state: PurgeState): PurgeState {
  const { events, deadLetterRows } = state.totals;
  const mayBegin = isInTime(run) && events + deadLetterRows < run.limits.rowsPerRun;
  return state.stopped !== null || mayBegin ? state : { ...state, stopped: "more" };
}
