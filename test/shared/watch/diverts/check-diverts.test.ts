import { describe, expect, it } from "vitest";
import type { AuditEvent, AuditStatus } from "../../../../shared/audit/audit-event.ts";
import { makeEventRecorders } from "../../../../shared/audit/event-recorders.ts";
import { makeDivertCheck } from "../../../../shared/watch/diverts/check-diverts.ts";
import { type Divert, divertId } from "../../../../shared/watch/diverts/divert-events.ts";
import type { KeptDivert } from "../../../../shared/watch/diverts/divert-table.ts";

const at = (hour: number, minute = 0) => Date.UTC(2026, 10, 22, hour, minute);
const instant = (ms: number) => new Date(ms).toISOString();

const divert: Divert = {
  ...{ name: "evacuated", from: { routeSet: "leeds" }, to: "york", reason: "a fire" },
  ...{ validFrom: instant(at(12)), validUntil: instant(at(18)) },
};

/** What all instances share: the table, the trail, the configuration, and the clock. */
function makeWorld() {
  const rows = new Map<string, KeptDivert>();
  const trail: AuditEvent[] = [];
  const world = {
    nowMs: at(11),
    diverts: [divert] as readonly Divert[],
    activatedAt: instant(at(10)),
    status: "published" as AuditStatus,
    /** Whether the next write to the table fails. */
    isTableDown: false,
    asked: 0,
  };
  const table = {
    list: async () => new Map(rows),
    put: async (kept: KeptDivert) => {
      if (world.isTableDown) throw new Error("the table is down");
      rows.set(divertId(kept.divert), kept);
    },
    remove: async (id: string) => {
      rows.delete(id);
    },
  };
  const instance = (name: string) =>
    makeDivertCheck({
      known: () => world.diverts,
      readActive: async () => {
        world.asked++;
        return { diverts: world.diverts, activatedAt: world.activatedAt };
      },
      table,
      ...makeEventRecorders({
        record: async (event) => {
          if (world.status !== "logged") trail.push(event);
          return world.status;
        },
        isRecorded: async ({ id }) => trail.some((event) => event.id === id),
      }),
      now: () => world.nowMs,
      instance: name,
    });
  const told = () => trail.map(({ type, time }) => `${type.split(".")[1]} ${time.slice(11, 16)}`);
  return { world, rows, instance, told };
}

describe("a divert", () => {
  it("begins and ends once, over many checks, restarts and instances", async () => {
    const { world, rows, instance, told } = makeWorld();
    let check = instance("a");
    for (let minute = 0; minute < 480; minute += 20) {
      world.nowMs = at(11) + minute * 60_000;
      if (minute % 60 === 0) check = instance(`i-${minute}`);
      await check();
      await check();
    }
    expect(told()).toEqual(["began 12:00", "ended 18:00"]);
    world.diverts = [];
    await check();
    expect(rows.size).toBe(0);
    expect(told()).toHaveLength(2);
  });

  it("ends when a change takes it away, and says why", async () => {
    const { world, rows, instance, told } = makeWorld();
    const check = instance("a");
    world.nowMs = at(13);
    await check();
    world.diverts = [];
    world.nowMs = at(14);
    await check();
    await check();
    expect(told()).toEqual(["began 13:00", "ended 14:00"]);
    expect(rows.size).toBe(0);
  });

  it("goes on when it is made longer, and ends at its new end", async () => {
    const { world, instance, told } = makeWorld();
    const check = instance("a");
    world.nowMs = at(13);
    await check();
    world.diverts = [{ ...divert, validUntil: instant(at(20)) }];
    for (const hour of [17, 19, 21]) {
      world.nowMs = at(hour);
      await check();
    }
    expect(told()).toEqual(["began 13:00", "ended 20:00"]);
  });

  it("is told though it began and ended while nobody was looking, but not if it was over before its version went live", async () => {
    const { world, instance, told } = makeWorld();
    world.nowMs = at(19);
    await instance("a")();
    expect(told()).toEqual(["began 12:00", "ended 18:00"]);
    const late = makeWorld();
    late.world.activatedAt = instant(at(18, 30));
    late.world.nowMs = at(19);
    await late.instance("a")();
    expect(late.told()).toEqual([]);
  });

  it("is recorded again where its event was only in the log", async () => {
    const { world, instance, told } = makeWorld();
    world.nowMs = at(13);
    world.status = "logged";
    await instance("a")();
    expect(told()).toEqual([]);
    world.status = "queued";
    world.nowMs = at(14);
    await instance("b")();
    expect(told()).toEqual(["began 13:00"]);
  });

  it("is not recorded before the table has it, so that its event has one time", async () => {
    const { world, instance, told } = makeWorld();
    world.nowMs = at(13);
    world.isTableDown = true;
    await expect(instance("a")()).rejects.toThrow("the table is down");
    expect(told()).toEqual([]);
    world.isTableDown = false;
    await instance("a")();
    expect(told()).toEqual(["began 13:00"]);
  });

  it("costs nothing where there is none", async () => {
    const { world, instance } = makeWorld();
    world.diverts = [];
    const check = instance("a");
    await check();
    await check();
    await check();
    expect(world.asked).toBe(1);
  });
});
