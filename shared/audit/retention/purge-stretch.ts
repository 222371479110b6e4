import { dayOf } from "../purges/purged-event.ts";
import { type RemovedOfChain, removedRanges } from "../purges/removed-ranges.ts";
import { readStretch } from "../trail/read-trail.ts";
import type { TrailRow } from "../trail/stored-row.ts";
import { isPosition } from "../trail/trail-keys.ts";
import { chooseRows } from "./choose-rows.ts";
import { deleteEvents } from "./delete-events.ts";
import type { OldEvent } from "./old-event.ts";
import { beforeStep, type PurgeRun } from "./purge-run.ts";
import { noteKept, type PurgeState, passTo } from "./purge-state.ts";
import { namedOf, type Removal, readNamed, removeRecorded } from "./remove-recorded.ts";
import type { Pass } from "./retention-periods.ts";

/** Goes through what is due by one period, oldest first, step by step, from where the last run stopped. */
export async function purgeStretch(run: PurgeRun, begun: PurgeState, pass: Pass): Promise<PurgeState> {
  let state = begun;
  while (state.progress.after[pass.kind] < pass.before) {
    state = beforeStep(run, state);
    if (state.stopped === null) state = await purgeNextRows(run, state, pass);
    if (state.stopped !== null) break;
  }
  return state;
}

async function purgeNextRows(run: PurgeRun, begun: PurgeState, pass: Pass): Promise<PurgeState> {
  const rows = await nextRows(run, begun.progress.after[pass.kind], pass);
  const last = rows.at(-1);
  if (last === undefined) return passTo(begun, pass.kind, pass.before);
  const choice = await chooseRows(run.tables, rows, { pass, holds: run.active.holds });
  let state = noteKept(begun, choice.held, choice.unsound);
  const going = [...choice.purge, ...choice.reports];
  if (going.length > 0) {
    for (const day of byDay(going).keys()) state = await readNamed(run, state, day);
    const deleteAll = () => deleteEvents(run.tables, choice);
    state = await removeRecorded(run, state, { pass, removals: removalsOf(run, state, going), deleteAll });
  }
  return state.stopped === null ? passTo(state, pass.kind, last.position) : state;
}

/** The next rows of the trail, all of one day: a purge event is about one day. */
async function nextRows(
  { tables, limits: { rowsPerStep } }: PurgeRun,
  after: string,
  { before, filters }: Pass,
): Promise<readonly TrailRow[]> {
  const rows: TrailRow[] = [];
  const options = { pageSize: rowsPerStep, ahead: false, isLate: () => false };
  for await (const row of readStretch(tables, { after, before, filters }, options)) {
    // No event has such a key: verification reports the row.
    if (!isPosition(row.position)) continue;
    if (rows[0] !== undefined && dayOf(rows[0].position) !== dayOf(row.position)) break;
    rows.push(row);
    if (rows.length === rowsPerStep) break;
  }
  return rows;
}

/** What purge events say of the events that go: one event for each day, and more where one does not hold them all. */
function removalsOf({ limits }: PurgeRun, state: PurgeState, events: readonly OldEvent[]): readonly Removal[] {
  const removals: Removal[] = [];
  for (const [day, ofDay] of byDay(events))
    for (let start = 0; start < ofDay.length; start += limits.rowsPerStep)
      removals.push(removalOf(day, ofDay.slice(start, start + limits.rowsPerStep), namedOf(state, day)));
  return removals;
}

function byDay(events: readonly OldEvent[]): ReadonlyMap<string, readonly OldEvent[]> {
  const days = new Map<string, OldEvent[]>();
  for (const old of events) {
    const ofDay = days.get(dayOf(old.at)) ?? [];
    days.set(dayOf(old.at), ofDay);
    ofDay.push(old);
  }
  return days;
}

function removalOf(day: string, events: readonly OldEvent[], earlier: readonly RemovedOfChain[]): Removal {
  const times = events.map(({ at }) => at).sort();
  const types: Record<string, number> = {};
  for (const { event } of events) types[event.type] = (types[event.type] ?? 0) + 1;
  const places = events.map(({ event }) => event.data.chain);
  return {
    day,
    window: { from: times.at(0) ?? day, to: times.at(-1) ?? day },
    events: events.length,
    deadLetterRows: 0,
    types,
    removed: removedRanges(places, earlier).map(({ chainId, ranges }) => ({ chainId, ranges: [...ranges] })),
  };
}
