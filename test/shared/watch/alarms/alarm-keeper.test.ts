import type { TableClient } from "@azure/data-tables";
import { expect, it } from "vitest";
import type { AuditEvent, AuditStatus } from "../../../../shared/audit/audit-event.ts";
import { makeEventRecorders } from "../../../../shared/audit/event-recorders.ts";
import { DependencyError } from "../../../../shared/dependency-error.ts";
import { makeAlarmKeeper } from "../../../../shared/watch/alarms/alarm-keeper.ts";
import { alarmTable } from "../../../../shared/watch/alarms/alarm-table.ts";
import { recordingLog } from "../../../support/log/recording-log.ts";
import { dyingAfter } from "../../../support/stores/dying-client.ts";
import { useTables } from "../../../support/stores/use-tables.ts";

const tables = useTables();
const minuteMs = 60_000;
const startMs = Date.parse("2026-11-22T12:00:00.000Z");

/** What was recorded, by whichever instance; and a clock for all of them. */
type World = {
  nowMs: number;
  status: AuditStatus | "dies";
  readonly recorded: AuditEvent[];
};

const newWorld = (): World => ({ nowMs: startMs, status: "published", recorded: [] });

function keeperOf(client: TableClient, world: World) {
  const log = recordingLog();
  const keeper = makeAlarmKeeper({
    table: alarmTable(client, log),
    ...makeEventRecorders({
      record: async (event) => {
        if (world.status === "dies") throw new Error("killed");
        if (world.status !== "logged") world.recorded.push(event);
        return world.status;
      },
      isRecorded: async ({ id }) => world.recorded.some((event) => event.id === id),
    }),
    log,
    now: () => world.nowMs,
    instance: "test-1",
  });
  return { ...keeper, log };
}

const failing = (...subjects: string[]) => ({
  alarm: "route-failing" as const,
  causes: subjects.map((subject) => ({ subject, evidence: [`outcome of ${subject}`] })),
});

const typesOf = ({ recorded }: World) => recorded.map(({ type, subject }) => `${type} ${subject}`);
const raisedA = "emergency-alarm.raised.v1 route-failing a";
const clearedA = "emergency-alarm.cleared.v1 route-failing a";

it("raises an alarm once, however often its cause is found, and says so in the log", async () => {
  const world = newWorld();
  const keeper = keeperOf(await tables.fresh(), world);
  for (let looks = 0; looks < 3; looks++) await keeper.look(failing("a"));
  expect(typesOf(world)).toEqual([raisedA]);
  const alarm = {
    alarm: "route-failing",
    subject: "a",
    since: "2026-11-22T12:00:00.000Z",
    evidence: ["outcome of a"],
    runbook: "docs/operations.md#route-failing",
  };
  expect(world.recorded[0]?.data).toEqual({ ...alarm, instance: "test-1" });
  expect(keeper.log.lines).toEqual([
    { level: "error", message: "a route of emergency calls fails again and again", details: alarm },
  ]);
  expect(await keeper.open()).toEqual([alarm]);
});

it("clears it when the cause has been gone for ten minutes, and not before", async () => {
  const world = newWorld();
  const keeper = keeperOf(await tables.fresh(), world);
  await keeper.look(failing("a", "b"));
  world.nowMs += minuteMs;
  await keeper.look(failing("b"));
  world.nowMs += 10 * minuteMs - 1;
  await keeper.look(failing("b"));
  await keeper.settle();
  expect(typesOf(world)).not.toContain(clearedA);
  world.nowMs += 1;
  await keeper.settle();
  await keeper.settle();
  expect(typesOf(world).filter((type) => type.includes("cleared"))).toEqual([clearedA]);
  expect((await keeper.open()).map(({ subject }) => subject)).toEqual(["b"]);
});

it("counts the ten minutes from the beginning when the cause comes back", async () => {
  const world = newWorld();
  const keeper = keeperOf(await tables.fresh(), world);
  for (const causes of [["a"], [], ["a"], []]) {
    await keeper.look(failing(...causes));
    world.nowMs += 6 * minuteMs;
    await keeper.settle();
  }
  expect(typesOf(world)).toEqual([raisedA]);
  world.nowMs += 4 * minuteMs;
  await keeper.settle();
  expect(typesOf(world)).toEqual([raisedA, clearedA]);
});

it("raises another alarm when a cause is back after the end of the first", async () => {
  const world = newWorld();
  const keeper = keeperOf(await tables.fresh(), world);
  for (const causes of [["a"], []]) await keeper.look(failing(...causes));
  world.nowMs += 11 * minuteMs;
  await keeper.settle();
  await keeper.look(failing("a"));
  expect(typesOf(world)).toEqual([raisedA, clearedA, raisedA]);
  expect(new Set(world.recorded.map(({ id }) => id)).size).toBe(3);
});

it("leaves alone what nobody looked at: another alarm, and another subject", async () => {
  const world = newWorld();
  const keeper = keeperOf(await tables.fresh(), world);
  await keeper.look(failing("a", "b"));
  await keeper.look({ alarm: "outcome-missing", causes: [] });
  await keeper.look({ ...failing(), subjects: ["b"] });
  world.nowMs += 20 * minuteMs;
  await keeper.settle();
  expect((await keeper.open()).map(({ subject }) => subject)).toEqual(["a"]);
});

it("gathers evidence, at most twenty events, and begins with the cause where that is known", async () => {
  const world = newWorld();
  const keeper = keeperOf(await tables.fresh(), world);
  const since = "2026-11-22T11:58:00.000Z";
  await keeper.look({ alarm: "contingency-used", causes: [{ subject: "GB", evidence: ["1"], since }] });
  const more = Array.from({ length: 30 }, (_, index) => String(index));
  await keeper.look({ alarm: "contingency-used", causes: [{ subject: "GB", evidence: more }] });
  const [alarm] = await keeper.open();
  expect(alarm).toMatchObject({ since, evidence: ["1", ...more.filter((each) => each !== "1").slice(0, 19)] });
  expect(world.recorded).toHaveLength(1);
});

it("has at most a hundred subjects of an alarm, and one for all others", async () => {
  const world = newWorld();
  const keeper = keeperOf(await tables.fresh(), world);
  await keeper.look(failing(...Array.from({ length: 150 }, (_, index) => `route ${index}`)));
  const open = await keeper.open();
  expect(open).toHaveLength(101);
  expect(open.find(({ subject }) => subject === "others")?.evidence).toHaveLength(20);
});

it("records again what was only in the log", async () => {
  const world = newWorld();
  const keeper = keeperOf(await tables.fresh(), world);
  world.status = "logged";
  await keeper.look(failing("a"));
  world.nowMs += minuteMs;
  await keeper.settle();
  world.status = "published";
  await keeper.settle();
  await keeper.settle();
  expect(typesOf(world)).toEqual([raisedA]);
});

it("raises one alarm when many instances find its cause at once", async () => {
  const world = newWorld();
  const client = await tables.fresh();
  await Promise.all(Array.from({ length: 6 }, () => keeperOf(client, world).look(failing("a"))));
  expect(typesOf(world)).toEqual([raisedA]);
});

it("clears an alarm once when many instances settle at once", async () => {
  const world = newWorld();
  const client = await tables.fresh();
  const keepers = Array.from({ length: 6 }, () => keeperOf(client, world));
  await keepers[0]?.look(failing("a"));
  await keepers[0]?.look(failing());
  world.nowMs += 10 * minuteMs;
  await Promise.all(keepers.map((keeper) => keeper.settle()));
  expect(typesOf(world)).toEqual([raisedA, clearedA]);
});

it("goes on with the alarms of a table in which one row was damaged", async () => {
  const world = newWorld();
  const client = await tables.fresh();
  const keeper = keeperOf(client, world);
  await keeper.look(failing("a", "b"));
  for await (const row of client.listEntities<{ subject: string }>())
    if (row.subject === "a")
      await client.updateEntity({ partitionKey: "alarms", rowKey: String(row.rowKey), evidence: "{" }, "Merge");
  expect((await keeper.open()).map(({ subject }) => subject)).toEqual(["b"]);
  expect(keeper.log.lines.map(({ message }) => message)).toContain("the row of an alarm is damaged, and is removed");
  world.nowMs += 1;
  await keeper.look(failing("a", "b"));
  expect((await keeper.open()).map(({ subject }) => subject).sort()).toEqual(["a", "b"]);
});

it("throws when the store fails, so that the look is repeated", async () => {
  const world = newWorld();
  const client = await tables.fresh();
  await client.deleteTable();
  await expect(keeperOf(client, world).look(failing("a"))).rejects.toBeInstanceOf(DependencyError);
});

/** Everything that a watcher does with one alarm: its cause is found, goes, and the alarm is over. */
async function wholeLife(client: TableClient, world: World): Promise<void> {
  const keeper = keeperOf(client, world);
  await keeper.look(failing("a"));
  world.nowMs += minuteMs;
  await keeper.settle();
  await keeper.look(failing());
  world.nowMs += 10 * minuteMs;
  await keeper.settle();
}

it("loses nothing when it is killed between any two steps: each alarm is raised and cleared, under one id each", async () => {
  const undisturbed = newWorld();
  const counted = dyingAfter(await tables.fresh(), Number.POSITIVE_INFINITY);
  await wholeLife(counted.client, undisturbed);
  const ids = new Set(undisturbed.recorded.map(({ id }) => id));
  for (let steps = 0; steps <= counted.requests(); steps++)
    for (const status of ["published", "dies"] as const) {
      const [world, client] = [newWorld(), await tables.fresh()];
      const killed = dyingAfter(client, steps).client;
      world.status = status;
      await wholeLife(killed, world).catch(() => undefined);
      world.status = "published";
      // The next instance finds the same: the cause began when it began.
      world.nowMs = startMs + 2 * minuteMs;
      await wholeLifeAgain(client, world);
      const kinds = new Set(typesOf(world));
      expect([...kinds].sort(), `${steps} steps, ${status}`).toEqual([clearedA, raisedA].sort());
      expect(world.recorded.length, `${steps} steps, ${status}`).toBeLessThanOrEqual(ids.size + 2);
    }
});

/** What the next instance does: it looks at the same cause, then at none. */
async function wholeLifeAgain(client: TableClient, world: World): Promise<void> {
  const keeper = keeperOf(client, world);
  await keeper.look(failing("a"));
  await keeper.look(failing());
  for (let minutes = 0; minutes < 12; minutes++) {
    world.nowMs += minuteMs;
    await keeper.settle();
  }
  expect(await keeper.open()).toEqual([]);
}
