import { dayOf } from "../purges/purged-event.ts";
import { type RemovedOfChain, removedRanges } from "../purges/removed-ranges.ts";
import { readStretch } from "../trail/read-trail.ts";
import { isPosition } from "../trail/trail-keys.ts";
import type { TrailRow } from "../trail/trail-row.ts";
import { chooseRows } from "./choose-rows.ts";
import { deleteEvents } from "./delete-events.ts";
import type { OldEvent } from "./judge-age.ts";
import type { PurgeRun, Removal } from "./purge-run.ts";
import type { Pass } from "./retention-periods.ts";

/** Goes through what is due by one period, oldest first, step by step, from where the run before came to. */
export async function purgeStretch(run: PurgeRun, pass: Pass): Promise<void> {
  while (run.progress().after[pass.kind] < pass.before && run.mayStep()) {
    const rows = await nextRows(run, pass);
    const last = rows.at(-1);
    if (last !== undefined) {
      const choice = await chooseRows(run.tables, rows, pass, run.holds);
      run.noteKept(choice.held, choice.unsound);
      const going = [...choice.purge, ...choice.reports];
      if (going.length > 0)
        await run.remove(pass, await removalsOf(run, going), () => deleteEvents(run.tables, choice));
      if (run.state() !== "ended") return;
    }
    run.passTo(pass.kind, last?.position ?? pass.before);
  }
}

/** The next rows of the trail, all of one day: whatever a purge removes of a day is told under that day. */
async function nextRows(
  { tables, progress, limits: { rowsPerStep } }: PurgeRun,
  { kind, before, filters }: Pass,
): Promise<readonly TrailRow[]> {
  const rows: TrailRow[] = [];
  const stretch = { after: progress().after[kind], before, filters };
  for await (const row of readStretch(tables, stretch, { pageSize: rowsPerStep, ahead: false, isLate: () => false })) {
    // No event has such a key: verification tells of the row.
    if (!isPosition(row.position)) continue;
    if (rows[0] !== undefined && dayOf(rows[0].position) !== dayOf(row.position)) break;
    rows.push(row);
    if (rows.length === rowsPerStep) break;
  }
  return rows;
}

/** What is told of the events that go: in as many events as there are days, and as one of them holds. */
async function removalsOf(run: PurgeRun, events: readonly OldEvent[]): Promise<readonly Removal[]> {
  const days = new Map<string, OldEvent[]>();
  for (const old of events) {
    const day = dayOf(old.at);
    days.set(day, [...(days.get(day) ?? []), old]);
  }
  const removals: Removal[] = [];
  for (const [day, ofDay] of days) {
    const earlier = await run.earlier(day);
    for (let start = 0; start < ofDay.length; start += run.limits.rowsPerStep)
      removals.push(removalOf(day, ofDay.slice(start, start + run.limits.rowsPerStep), earlier));
  }
  return removals;
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
