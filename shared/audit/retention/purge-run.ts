import { monotonic } from "../../clock.ts";
import type { Log } from "../../log.ts";
import type { Lease } from "../../tables/lease.ts";
import type { AuditEvent, AuditStatus } from "../audit-event.ts";
import { type PurgedData, purgedEvent } from "../purges/purged-event.ts";
import type { RemovedOfChain } from "../purges/removed-ranges.ts";
import { readPurges } from "../trail/read-purges.ts";
import type { TrailTables } from "../trail/trail-tables.ts";
import type { LegalHold } from "./legal-holds.ts";
import type { AwaitedEvent, ProgressTable, PurgeProgress } from "./purge-progress.ts";
import type { Pass, PeriodKind, RetentionPeriods } from "./retention-periods.ts";

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
  /** How many rows are looked at, and at most named in one event, at a time. */
  readonly rowsPerStep: number;
  /** After so many rows removed no further step is begun. */
  readonly rowsPerRun: number;
  /** After so long no further step is begun, and nothing is deleted any more. */
  readonly budgetMs: number;
};

export type PurgeTotals = {
  readonly events: number;
  readonly deadLetterRows: number;
  /** How often a hold has kept an event or a day's dead letters. */
  readonly held: number;
  /** Rows that were left because they are not what was recorded. */
  readonly unsound: number;
  /** Rows that the store would not delete, though it deleted others. A sweep finds them again a day later. */
  readonly undeletable: number;
};

/** What a purge event tells, beside what is the same for all of a run. */
export type Removal = Pick<PurgedData, "window" | "events" | "deadLetterRows" | "types" | "removed"> & {
  readonly day: string;
};

/** One run of a purge: what is the same for all its steps, and what they add up to. */
export type PurgeRun = Pick<PurgeDependencies, "tables" | "limits"> & {
  readonly holds: ActiveHolds["holds"];
  /** `ended`: nothing has stopped the run so far. */
  readonly state: () => "ended" | "more" | "not-recorded";
  readonly progress: () => PurgeProgress;
  readonly totals: () => PurgeTotals;
  /** Whether another step may be begun. */
  readonly mayStep: () => boolean;
  readonly passTo: (kind: PeriodKind, position: string) => void;
  readonly noteKept: (held: ReadonlyMap<string, number>, unsound: number) => void;
  /** What was named of a day before: ranges must end where those do. */
  readonly earlier: (day: string) => Promise<readonly RemovedOfChain[]>;
  /** Records what is to go, and deletes it only when that is safe and there is time; `deleteAll` tells how many rows are left. */
  readonly remove: (pass: Pass, removals: readonly Removal[], deleteAll: () => Promise<number>) => Promise<void>;
};

export type PurgeRunOptions = Omit<PurgeDependencies, "progress"> & {
  readonly active: ActiveHolds;
  /** Whether no other instance has taken over. */
  readonly mayGoOn: () => Promise<boolean>;
  readonly progress: PurgeProgress;
  readonly progressTable: ProgressTable;
};

/** A hold that keeps nothing else does not make an event longer than it may be. */
const holdsNamedAtMost = 200;

export function makePurgeRun(options: PurgeRunOptions): PurgeRun {
  const { tables, limits, active, now, newId, instance, record, progressTable, mayGoOn } = options;
  const begunMs = monotonic();
  let state: "ended" | "more" | "not-recorded" = "ended";
  let progress = options.progress;
  let totals: PurgeTotals = { events: 0, deadLetterRows: 0, held: 0, unsound: 0, undeletable: 0 };
  const heldSinceEvent = new Map<string, number>();
  const named = new Map<string, RemovedOfChain[]>();

  const isInTime = (): boolean => monotonic() - begunMs < limits.budgetMs;
  const mayStep = (): boolean => {
    if (state !== "ended") return false;
    if (!isInTime() || totals.events + totals.deadLetterRows >= limits.rowsPerRun) state = "more";
    return state === "ended";
  };

  function eventOf({ day, ...removal }: Removal, { kind, days }: Pass): AuditEvent<PurgedData> {
    const held = [...heldSinceEvent].slice(0, holdsNamedAtMost).map(([hold, events]) => ({ hold, events }));
    const { version, hash } = active;
    const data = { instance, period: { kind, days }, ...removal, held, config: { version, hash } };
    return purgedEvent(day, data, { id: newId(), nowMs: now() });
  }

  async function earlier(day: string): Promise<RemovedOfChain[]> {
    const known = named.get(day) ?? (await readPurges(tables, day)).flatMap(({ data }) => data.removed);
    named.set(day, known);
    return known;
  }

  async function recordAll(pass: Pass, removals: readonly Removal[]): Promise<boolean> {
    const awaited: AwaitedEvent[] = [];
    for (const removal of removals) {
      const event = eventOf(removal, pass);
      if ((await record(event)) === "logged") return false;
      awaited.push({ subject: event.subject, id: event.id, time: event.time });
      (await earlier(removal.day)).push(...removal.removed);
      heldSinceEvent.clear();
    }
    // From here on a run that dies has named what is still there: the next must know these names before it goes on.
    progress = { ...progress, awaited };
    await progressTable.write(progress);
    return true;
  }

  return {
    tables,
    limits,
    holds: active.holds,
    state: () => state,
    progress: () => progress,
    totals: () => totals,
    mayStep,
    passTo: (kind, position) => {
      progress = { ...progress, after: { ...progress.after, [kind]: position } };
    },
    noteKept: (held, unsound) => {
      for (const [name, count] of held) {
        heldSinceEvent.set(name, (heldSinceEvent.get(name) ?? 0) + count);
        totals = { ...totals, held: totals.held + count };
      }
      totals = { ...totals, unsound: totals.unsound + unsound };
    },
    earlier,
    remove: async (pass, removals, deleteAll) => {
      if (!(await mayGoOn())) state = "more";
      else if (!(await recordAll(pass, removals))) state = "not-recorded";
      // Who was held up for long knows of no hold that was set meanwhile.
      else if (!isInTime()) state = "more";
      if (state !== "ended") return;
      totals = { ...totals, undeletable: totals.undeletable + (await deleteAll()) };
      for (const { events, deadLetterRows } of removals)
        totals = {
          ...totals,
          events: totals.events + events,
          deadLetterRows: totals.deadLetterRows + deadLetterRows,
        };
    },
  };
}
