import { expect, it } from "vitest";
import { pairPositions } from "../../../../shared/audit/trail/pair-positions.ts";
import { projectMessages } from "../../../../shared/audit/trail/project-messages.ts";
import { DependencyError } from "../../../../shared/dependency-error.ts";
import { arrivalTable } from "../../../../shared/watch/figures/arrival-table.ts";
import { recordingLog } from "../../../support/log/recording-log.ts";
import { dyingAfter } from "../../../support/stores/dying-client.ts";
import { useTables } from "../../../support/stores/use-tables.ts";
import { callEvent, chainOf, countRows, type FreshTrail, freshTrail, noneIll } from "../../../support/trail/trail.ts";

const azurite = useTables();
const nowMs = Date.parse("2026-11-22T12:00:00.000Z");
const now = () => nowMs;

it("keeps calls until they were looked at, each once in a note", async () => {
  const table = arrivalTable(await azurite.fresh(), { log: recordingLog(), now });
  await table.note(["a", "b", "a"]);
  await table.note(["c/#?\u0000"]);
  const { notes, isAll } = await table.read();
  expect([notes.flatMap(({ callIds }) => callIds).sort(), isAll]).toEqual([["a", "b", "c/#?\u0000"], true]);
  await table.remove(notes);
  expect(await table.read()).toEqual({ notes: [], isAll: true });
});

it("does not lose a call that is noted again while it is looked at", async () => {
  let atMs = nowMs;
  const table = arrivalTable(await azurite.fresh(), { log: recordingLog(), now: () => atMs });
  await table.note(["a"]);
  const { notes } = await table.read();
  atMs += 1;
  await table.note(["a"]);
  await table.remove(notes);
  expect((await table.read()).notes.map(({ callIds }) => callIds)).toEqual([["a"]]);
});

it("says when there are more notes than it reads at once", async () => {
  const table = arrivalTable(await azurite.fresh(), { log: recordingLog(), now });
  for (let notes = 0; notes < 50; notes++) await table.note([`call ${notes}`]);
  expect((await table.read()).isAll).toBe(false);
});

/** Projects a call; how many rows the trail has then. */
async function projectOne(tables: FreshTrail, log = recordingLog(), events = chainOf([callEvent()])): Promise<number> {
  const { note: noteCalls } = arrivalTable(tables.watch, { log, now });
  await projectMessages(pairPositions(events, []), { tables, illRows: noneIll, log, now, noteCalls });
  return countRows(tables.trail);
}

it("does not hold up the trail where nobody has made its table, and says so", async () => {
  const tables = await freshTrail(azurite.running());
  await tables.watch.deleteTable();
  const log = recordingLog();
  expect(await projectOne(tables, log)).toBe(1);
  expect(log.lines.map(({ message }) => message)).toContain("calls are not watched: there is no table Watch");
});

it("has the batch repeated when its store fails: the event is in the trail, and noted by the next try", async () => {
  const tables = await freshTrail(azurite.running());
  const failing = { ...tables, watch: dyingAfter(tables.watch, 0).client };
  const events = chainOf([callEvent()]);
  await expect(projectOne(failing, recordingLog(), events)).rejects.toBeInstanceOf(DependencyError);
  expect(await projectOne(tables, recordingLog(), events)).toBe(1);
  expect((await arrivalTable(tables.watch, { log: recordingLog(), now }).read()).notes).toHaveLength(1);
});
