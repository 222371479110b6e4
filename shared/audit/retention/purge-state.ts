import type { RemovedOfChain } from "../purges/removed-ranges.ts";
import type { PeriodKind, PurgeProgress } from "./purge-progress.ts";

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

/** How far a run of a purge has come. Each step takes the state and returns the next. */
export type PurgeState = {
  /** Why no further step may begin; null while the run goes on. */
  readonly stopped: "more" | "not-recorded" | null;
  readonly progress: PurgeProgress;
  readonly totals: PurgeTotals;
  /** How many events each hold has kept since the last purge event. */
  readonly heldSinceEvent: ReadonlyMap<string, number>;
  /** What purge events name of a day, those of this run included, for the days that were looked at. */
  readonly named: ReadonlyMap<string, readonly RemovedOfChain[]>;
};

export const noTotals: PurgeTotals = { events: 0, deadLetterRows: 0, held: 0, unsound: 0, undeletable: 0 };

export const beginRun = (progress: PurgeProgress): PurgeState => ({
  stopped: null,
  progress,
  totals: noTotals,
  heldSinceEvent: new Map(),
  named: new Map(),
});

/** Counts what a step has kept: how many events by which hold, and how many rows because they are unsound. */
export function noteKept(state: PurgeState, held: ReadonlyMap<string, number>, unsound: number): PurgeState {
  const heldSinceEvent = new Map(state.heldSinceEvent);
  for (const [hold, events] of held) heldSinceEvent.set(hold, (heldSinceEvent.get(hold) ?? 0) + events);
  const { totals } = state;
  const heldNow = [...held.values()].reduce((sum, events) => sum + events, 0);
  return {
    ...state,
    heldSinceEvent,
    totals: { ...totals, held: totals.held + heldNow, unsound: totals.unsound + unsound },
  };
}

/** Lets the pass of one period go on behind a position of the trail. */
export const passTo = (state: PurgeState, kind: PeriodKind, position: string): PurgeState => ({
  ...state,
  progress: { ...state.progress, after: { ...state.progress.after, [kind]: position } },
});
