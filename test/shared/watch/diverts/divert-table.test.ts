import type { TableClient } from "@azure/data-tables";
import { describe, expect, it } from "vitest";
import type { AuditEvent } from "../../../../shared/audit/audit-event.ts";
import { makeEventRecorders } from "../../../../shared/audit/event-recorders.ts";
import { makeDivertCheck } from "../../../../shared/watch/diverts/check-diverts.ts";
import type { Divert } from "../../../../shared/watch/diverts/divert-events.ts";
import { divertTable } from "../../../../shared/watch/diverts/divert-table.ts";
import { dyingAfter } from "../../../support/stores/dying-client.ts";
import { useTables } from "../../../support/stores/use-tables.ts";

const { fresh } = useTables();

const at = (hour: number, minute = 0) => Date.UTC(2026, 10, 22, hour, minute);
const instant = (ms: number) => new Date(ms).toISOString();

const divert: Divert = {
  ...{ name: "evacuated", from: { routeSet: "leeds" }, to: "york", reason: "a fire" },
  ...{ validFrom: instant(at(12)), validUntil: instant(at(18)) },
};

/** Instances that come one after another, and what all of them recorded. */
function makeWorld() {
  const trail: AuditEvent[] = [];
  const damaged: string[] = [];
  const check = (client: TableClient, nowMs: number, diverts: readonly Divert[] = [divert]): Promise<void> =>
    makeDivertCheck({
      known: () => diverts,
      readActive: async () => ({ diverts, activatedAt: instant(at(10)) }),
      table: divertTable(client, { error: (message) => damaged.push(message) }),
      ...makeEventRecorders({
        record: async (event) => {
          trail.push(event);
          return "published";
        },
        isRecorded: async ({ id }) => trail.some((event) => event.id === id),
      }),
      now: () => nowMs,
      instance: "A",
    })();
  return { trail, damaged, check, told: () => trail.map(({ type }) => type.split(".")[1]) };
}

/** Every write is carried out, and its answer lost. */
const losing = (client: TableClient): TableClient =>
  new Proxy(client, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name);
      if (typeof member !== "function") return member;
      return async (...parameters: unknown[]) => {
        const answer: unknown = await Reflect.apply(member, target, parameters);
        throw new Error(`the answer is lost: ${typeof answer}`);
      };
    },
  });

const rowsOf = async (client: TableClient): Promise<number> => {
  let rows = 0;
  for await (const _ of client.listEntities()) rows++;
  return rows;
};

describe("the diverts in the table", () => {
  it.each([0, 1, 2])("begin and end once, where each instance is killed after %i of its writes", async (carriedOut) => {
    const client = await fresh();
    const { check, told } = makeWorld();
    for (const [hour, diverts] of [
      [12, [divert]],
      [18, [divert]],
      [19, []],
    ] as const)
      for (const minute of [5, 6]) {
        const killed = dyingAfter(client, carriedOut).client;
        await check(killed, at(hour, minute), diverts).catch(() => {});
        await check(client, at(hour, minute + 10), diverts);
      }
    expect(told()).toEqual(["began", "ended"]);
    expect(await rowsOf(client)).toBe(0);
  });

  it("begin and end once, where the answers to writes are lost", async () => {
    const client = await fresh();
    const { check, told } = makeWorld();
    const unheard = new Proxy(client, {
      get: (target, name) =>
        ["upsertEntity", "submitTransaction", "deleteEntity"].includes(String(name))
          ? Reflect.get(losing(target), name)
          : bound(target, Reflect.get(target, name)),
    });
    for (const [hour, diverts] of [
      [12, [divert]],
      [18, [divert]],
      [19, []],
    ] as const)
      for (const minute of [5, 6, 7, 8]) await check(unheard, at(hour, minute), diverts).catch(() => {});
    await check(client, at(20), []);
    expect(told()).toEqual(["began", "ended"]);
    expect(await rowsOf(client)).toBe(0);
  });

  it("are noticed anew where their row is damaged, which is removed and said", async () => {
    const client = await fresh();
    const { check, told, damaged } = makeWorld();
    await client.createEntity({ partitionKey: "diverts", rowKey: "x", divert: "{", beganAt: "", why: "over" });
    await check(client, at(12, 5));
    expect([told(), damaged]).toEqual([["began"], ["the row of a divert is damaged, and is removed"]]);
    expect(await rowsOf(client)).toBe(1);
  });
});

const bound = (target: TableClient, member: unknown): unknown =>
  typeof member === "function" ? (...parameters: unknown[]) => Reflect.apply(member, target, parameters) : member;
