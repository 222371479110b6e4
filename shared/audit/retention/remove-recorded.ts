import type { AuditEvent } from "../audit-event.ts";
import { type PurgedData, purgedEvent } from "../purges/purged-event.ts";
import type { RemovedOfChain } from "../purges/removed-ranges.ts";
import { readPurges } from "../trail/read-purges.ts";
import type { AwaitedEvent } from "./purge-progress.ts";
import { isInTime, type PurgeRun } from "./purge-run.ts";
import type { PurgeState } from "./purge-state.ts";
import type { Pass } from "./retention-periods.ts";

/** What a purge event says of a day, besides what is the same for all events of a run. */
export type Removal = Pick<PurgedData, "window" | "events" | "deadLetterRows" | "types" | "removed"> & {
  readonly day: string;
};

export type RemovalStep = {
  readonly pass: Pass;
  readonly removals: readonly Removal[];
  /** Deletes what the removals name. Resolves with how many rows are left. */
  readonly deleteAll: () => Promise<number>;
};

/** Records what is to go, and deletes it only if that is safe and there is time. */
export async function removeRecorded(run: PurgeRun, state: PurgeState, step: RemovalStep): Promise<PurgeState> {
  if (!(await run.keepsLease())) return { ...state, stopped: "more" };
  const recorded = await recordAll(run, state, step);
  if (recorded.stopped !== null) return recorded;
  // A run that was held up for long does not know of holds that were set meanwhile.
  if (!isInTime(run)) return { ...recorded, stopped: "more" };
  const left = await step.deleteAll();
  const { totals } = recorded;
  const sumOf = (member: "events" | "deadLetterRows") =>
    step.removals.reduce((sum, removal) => sum + removal[member], totals[member]);
  return {
    ...recorded,
    totals: {
      ...totals,
      events: sumOf("events"),
      deadLetterRows: sumOf("deadLetterRows"),
      undeletable: totals.undeletable + left,
    },
  };
}

async function recordAll(run: PurgeRun, begun: PurgeState, { pass, removals }: RemovalStep): Promise<PurgeState> {
  let state = begun;
  const awaited: AwaitedEvent[] = [];
  for (const removal of removals) {
    const event = eventOf(run, pass, { ...removal, held: heldIn(state) });
    if ((await run.record(event)) === "logged") return { ...state, stopped: "not-recorded" };
    awaited.push({ subject: event.subject, id: event.id, time: event.time });
    state = { ...(await nameRemoved(run, state, removal)), heldSinceEvent: new Map() };
  }
  // A run that dies from here on has named events that are still there: the next must know these names before it goes on.
  state = { ...state, progress: { ...state.progress, awaited } };
  await run.progressTable.write(state.progress);
  return state;
}

/** A hold that keeps nothing else does not make an event longer than it may be. */
const holdsNamedAtMost = 200;

const heldIn = ({ heldSinceEvent }: PurgeState): PurgedData["held"] =>
  [...heldSinceEvent].slice(0, holdsNamedAtMost).map(([hold, events]) => ({ hold, events }));

function eventOf(
  { instance, active, newId, now }: PurgeRun,
  pass: Pass,
  { day, held, ...removal }: Removal & Pick<PurgedData, "held">,
): AuditEvent<PurgedData> {
  const period = { kind: pass.kind, days: pass.days };
  const config = { version: active.version, hash: active.hash };
  return purgedEvent(day, { instance, period, ...removal, held, config }, { id: newId(), nowMs: now() });
}

async function nameRemoved(run: PurgeRun, state: PurgeState, { day, removed }: Removal): Promise<PurgeState> {
  const known = await readNamed(run, state, day);
  return { ...known, named: new Map(known.named).set(day, [...namedOf(known, day), ...removed]) };
}

/** Reads what earlier purge events name of a day, once a run: the ranges of this run must end where those do. */
export async function readNamed({ tables }: PurgeRun, state: PurgeState, day: string): Promise<PurgeState> {
  if (state.named.has(day)) return state;
  const named = (await readPurges(tables, day)).flatMap(({ data }) => data.removed);
  return { ...state, named: new Map(state.named).set(day, named) };
}

export const namedOf = ({ named }: PurgeState, day: string): readonly RemovedOfChain[] => named.get(day) ?? [];
