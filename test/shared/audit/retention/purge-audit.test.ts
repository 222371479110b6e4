import { beforeEach, describe, expect, it } from "vitest";
import type { ChainedEvent } from "../../../../shared/audit/audit-event.ts";
import { tableClient } from "../../../../shared/tables/table-client.ts";
import { startTables } from "../../../../tools/local/tables/start-tables.ts";
import { newTableName, useTables } from "../../../support/stores/use-tables.ts";
import {
  daysAgo,
  freshTrailWithOutbox,
  holdOf,
  idsIn,
  instantAt,
  isNamed,
  locationOf,
  outcomeOf,
  purger,
  purgesIn,
  type TrailWithOutbox,
  verifyDays,
} from "../../../support/trail/retention.ts";
import { allRows, callEvent, chainOf, project } from "../../../support/trail/trail.ts";

const azurite = useTables();
const [old, middle, young] = [daysAgo(403), daysAgo(60), daysAgo(2)];
const minute = 60_000;

let tables: TrailWithOutbox;
beforeEach(async () => {
  tables = await freshTrailWithOutbox(azurite.running());
});

const call = (callId: string, atMs: number, facts: Parameters<typeof callEvent>[0] = {}) =>
  callEvent({ callId, at: instantAt(atMs), request: { calledParty: "+44999", tenant: "contoso" }, ...facts });

/** Calls with their outcomes, a minute apart, from an instant on. */
const callsFrom = (fromMs: number, count: number, facts: Parameters<typeof callEvent>[0] = {}) =>
  Array.from({ length: count }, (_, index) => {
    const callId = `call-${fromMs}-${index}`;
    const atMs = fromMs + index * minute;
    return [call(callId, atMs, facts), outcomeOf(callId, atMs + 30_000)];
  }).flat();

const idsOf = (events: readonly { readonly id: string }[]) => events.map(({ id }) => id).sort();
const sorted = (ids: readonly string[]) => [...ids].sort();

async function expectIntact(fromMs: number): Promise<void> {
  expect((await verifyDays(tables, fromMs)).chains.filter(({ intact }) => !intact)).toEqual([]);
}

describe("a purge", () => {
  it("removes what is older than its period, by time and by call, and tells of it", async () => {
    const [gone, stays] = [callsFrom(old, 30), callsFrom(young, 3)];
    const chain = chainOf([...gone, ...stays]);
    await project(tables, chain);
    const { purge, recorded } = purger(tables);
    expect(await purge()).toEqual({
      outcome: "purged",
      events: 60,
      deadLetterRows: 0,
      held: 0,
      unsound: 0,
      undeletable: 0,
    });
    expect(sorted(await idsIn(tables.trail))).toEqual(idsOf(stays));
    expect(sorted(await idsIn(tables.byCall))).toEqual(idsOf(stays));
    const purges = await purgesIn(tables);
    expect(chain.filter((event) => isNamed(purges, event)).map(({ id }) => id)).toEqual(gone.map(({ id }) => id));
    expect(recorded[0]).toMatchObject({
      type: "emergency-audit.purged.v1",
      subject: `audit-retention:${instantAt(old).slice(0, 10)}`,
      data: {
        period: { kind: "retention", days: 400 },
        window: { from: instantAt(old) },
        types: { "emergency-call.decided.v1": 25, "emergency-call.outcome.v1": 25 },
        removed: [
          {
            chainId: chain[0]?.data.chain.id,
            ranges: [{ from: 1, to: 50, previousHash: null, lastHash: chain[49]?.data.chain.hash }],
          },
        ],
        config: { version: 3, hash: "sha256:3" },
      },
    });
  });

  it("of a trail that is empty, or has nothing old, does nothing and says nothing", async () => {
    const { purge, recorded } = purger(tables);
    expect(await purge()).toMatchObject({ outcome: "purged", events: 0 });
    await project(tables, chainOf(callsFrom(young, 2)));
    expect(await purge()).toMatchObject({ outcome: "purged", events: 0 });
    expect(recorded).toEqual([]);
  });

  it("removes locations after their own period and nothing else of their calls, unless a hold keeps them", async () => {
    const located = (callId: string, atMs: number) => [call(callId, atMs), locationOf(callId, atMs + 1)];
    const [first, held, later] = [located("first", middle), located("held", middle + minute), located("later", young)];
    await project(tables, chainOf([...first, ...held, ...later]));
    const periods = { days: 400, testDays: null, locationDays: 7 };
    const { purge, recorded } = purger(tables, { periods, holds: [holdOf({ callId: "held" })] });
    expect(await purge()).toMatchObject({ outcome: "purged", events: 1 });
    const stays = [...first.slice(0, 1), ...held, ...later];
    expect(sorted(await idsIn(tables.trail))).toEqual(idsOf(stays));
    expect(sorted(await idsIn(tables.byCall))).toEqual(idsOf(stays));
    expect(recorded.map(({ data }) => data)).toMatchObject([
      { period: { kind: "location", days: 7 }, types: { "emergency-call.location.v1": 1 } },
    ]);
    await expectIntact(middle);
    expect((await verifyDays(tables, middle)).chains[0]).toMatchObject({ purged: [{ from: 2, to: 2 }], intact: true });
  });

  it("removes test calls after their own period, with their outcomes, and no other calls", async () => {
    const tests = callsFrom(middle, 3, { class: "test" });
    const stays = [
      ...callsFrom(middle + 60 * minute, 3),
      call("late", middle, { class: "test" }),
      call("both", middle, { class: "test" }),
      call("both", middle + 1),
      outcomeOf("late", young),
      ...callsFrom(young, 2, { class: "test" }),
    ];
    const before = callsFrom(middle - 10 * minute, 2);
    await project(tables, chainOf([...before, ...tests, ...stays]));
    const { purge, recorded } = purger(tables);
    expect(await purge()).toMatchObject({ outcome: "purged", events: 6 });
    expect(sorted(await idsIn(tables.trail))).toEqual(idsOf([...before, ...stays]));
    expect(recorded.map(({ data }) => data)).toMatchObject([{ period: { kind: "test", days: 30 }, events: 6 }]);
    await expectIntact(middle - 1_000 * minute);
    const [chain] = (await verifyDays(tables, middle - 1_000 * minute)).chains;
    expect(chain).toMatchObject({ gaps: [], purged: [{ from: 5, to: 10 }], intact: true });
  });

  it("keeps test calls as long as all others unless they have a period", async () => {
    await project(tables, chainOf(callsFrom(middle, 2, { class: "test" })));
    expect(await purger(tables, { periods: { days: 400, testDays: null, locationDays: null } }).purge()).toMatchObject({
      events: 0,
    });
  });

  it.each([
    ["a call", holdOf({ callId: "held" }), ["held", "held-outcome"]],
    ["a tenant", holdOf({ tenant: "fabrikam" }), ["held", "held-outcome", "other"]],
    ["a window", holdOf({ from: instantAt(old + 5 * minute), to: instantAt(old + 7 * minute) }), ["window"]],
    ["everything", holdOf(), ["held", "held-outcome", "other", "window", "free", "free-outcome"]],
  ])("leaves what is under a hold of %s, and the chain stays whole around it", async (_, hold, kept) => {
    const fabrikam = { request: { calledParty: "+44999", tenant: "fabrikam" } };
    const events = [
      call("free", old, { id: "free" }),
      { ...outcomeOf("free", old + 1), id: "free-outcome" },
      call("held", old + 2, { id: "held", ...fabrikam }),
      { ...outcomeOf("held", old + 3), id: "held-outcome" },
      call("other", old + minute, { id: "other", ...fabrikam }),
      call("window", old + 5 * minute, { id: "window" }),
    ];
    await project(tables, chainOf(events));
    const { purge, recorded } = purger(tables, { holds: [hold] });
    expect(await purge()).toMatchObject({ outcome: "purged", events: events.length - kept.length, held: kept.length });
    expect(sorted(await idsIn(tables.trail))).toEqual(sorted(kept));
    expect(sorted(await idsIn(tables.byCall))).toEqual(sorted(kept));
    if (recorded[0] !== undefined)
      expect(recorded[0].data).toMatchObject({ held: [{ hold: "case-17", events: kept.length }] });
    await expectIntact(old);
    await purger(tables).purge();
    expect(await idsIn(tables.trail)).toEqual([]);
    await expectIntact(old);
  });

  it("keeps everything where no configuration can be had", async () => {
    await project(tables, chainOf(callsFrom(old, 2)));
    const none = purger(tables, { readHolds: async () => null });
    expect(await none.purge()).toMatchObject({ outcome: "no-configuration", events: 0 });
    const failing = purger(tables, { readHolds: () => Promise.reject(new Error("no answer")) });
    await expect(failing.purge()).rejects.toThrow("no answer");
    expect(await idsIn(tables.trail)).toHaveLength(4);
    expect([...none.recorded, ...failing.recorded]).toEqual([]);
  });

  it("deletes nothing that it could not tell of, and nothing more until what it told is in the trail", async () => {
    const events = callsFrom(old, 30);
    await project(tables, chainOf(events));
    const logged = purger(tables, { record: async () => "logged" });
    expect(await logged.purge()).toMatchObject({ outcome: "not-recorded", events: 0 });
    expect(await idsIn(tables.trail)).toHaveLength(60);
    const queued = purger(tables, {
      record: async () => "queued",
      limits: { rowsPerStep: 20, rowsPerRun: 1, budgetMs: 30_000 },
    });
    expect(await queued.purge()).toMatchObject({ outcome: "more", events: 20 });
    expect(await purger(tables).purge()).toMatchObject({ outcome: "awaiting-event", events: 0 });
    expect(await idsIn(tables.trail)).toHaveLength(40);
  });

  it("goes on where the last run stopped, and comes to an end", async () => {
    await project(tables, chainOf([...callsFrom(old, 25), ...callsFrom(old + 2_000 * minute, 5)]));
    const limits = { rowsPerStep: 8, rowsPerRun: 16, budgetMs: 30_000 };
    const holds = [holdOf({ callId: `call-${old}-0` }), holdOf({ name: "b", callId: `call-${old}-9` })];
    const { purge } = purger(tables, { limits, holds });
    const removed = [];
    for (let report = await purge(); ; report = await purge()) {
      removed.push(report.events);
      expect(report.events).toBeLessThan(16 + 8);
      if (report.outcome === "purged") break;
    }
    expect(removed.reduce((sum, count) => sum + count)).toBe(56);
    expect(await idsIn(tables.trail)).toHaveLength(4);
    await expectIntact(old);
  });

  it("begins no step when its time is over", async () => {
    await project(tables, chainOf(callsFrom(old, 2)));
    const { purge } = purger(tables, { limits: { rowsPerStep: 8, rowsPerRun: 16, budgetMs: 0 } });
    expect(await purge()).toMatchObject({ outcome: "more", events: 0 });
  });

  it("goes by the earlier of two clocks, its own and the store's", async () => {
    await project(tables, chainOf([...callsFrom(young, 2), ...callsFrom(old, 1)]));
    const dayMs = 1_440 * minute;
    expect(await purger(tables, { now: () => Date.now() + 1_000 * dayMs }).purge()).toMatchObject({ events: 2 });
    await tables.outbox.deleteEntity("leases", "purge-audit");
    expect(await purger(tables, { now: () => Date.now() - 1_000 * dayMs }).purge()).toMatchObject({ events: 0 });
    expect(await idsIn(tables.trail)).toHaveLength(4);
  });

  it("leaves rows that are not what was recorded, and says how many", async () => {
    const [first, second, third] = chainOf(callsFrom(old, 2));
    await project(tables, [first, second, third]);
    const [row] = (await allRows(tables.trail)).filter(({ eventId }) => eventId === second?.id);
    const { partitionKey = "", rowKey = "" } = row ?? {};
    await tables.trail.updateEntity({ partitionKey, rowKey, subject: "changed" }, "Merge");
    expect(await purger(tables).purge()).toMatchObject({ events: 2, unsound: 1 });
    expect(await idsIn(tables.trail)).toEqual([second?.id]);
  });

  it("removes events of the same time and id from the index too", async () => {
    const twins = [call("a", old, { id: "twin" }), call("a", old, { id: "twin", territory: "FR" })];
    await project(tables, chainOf(twins));
    expect(await allRows(tables.byCall)).toHaveLength(2);
    expect(await purger(tables).purge()).toMatchObject({ events: 2 });
    expect(await idsIn(tables.byCall)).toEqual([]);
  });

  it("keeps for ever what tells of purges, and removes what is around it", async () => {
    const chain = chainOf([call("a", old), purgedLongAgo(), call("b", old + 2 * minute)]);
    await project(tables, chain);
    expect(await purger(tables).purge()).toMatchObject({ events: 2 });
    expect((await purgesIn(tables)).length).toBe(2);
    await expectIntact(old);
  });

  it("finds what came late, or was held no longer, with the next sweep", async () => {
    await project(tables, chainOf(callsFrom(old + 100 * minute, 2)));
    const { purge } = purger(tables);
    await purge();
    await project(tables, chainOf(callsFrom(old, 1)));
    expect(await purge()).toMatchObject({ events: 0 });
    const later = purger(tables, { now: () => Date.now() + 25 * 3_600_000 });
    expect(await later.purge()).toMatchObject({ events: 2 });
  });
});

/** A purge event as it was recorded two periods ago. */
function purgedLongAgo() {
  return {
    ...callEvent({ at: instantAt(old + minute) }),
    type: "emergency-audit.purged.v1",
    subject: "audit-retention:2020-01-01",
    data: {
      instance: "test-1",
      period: { kind: "retention", days: 400 },
      window: { from: "2020-01-01T00:00:00.000Z", to: "2020-01-01T00:00:00.000Z" },
      events: 0,
      deadLetterRows: 0,
      types: {},
      removed: [],
      held: [],
      config: { version: 1, hash: "sha256:1" },
    },
  } as const;
}

describe("dead letters", () => {
  const day = (ms: number) => instantAt(ms).slice(0, 10);
  const put = async (ms: number, count: number) => {
    for (let index = 0; index < count; index++)
      await tables.deadLetters.createEntity({ partitionKey: day(ms), rowKey: `letter-${index}`, body0: "{" });
  };

  it("go with their day, and are told of", async () => {
    await put(old, 3);
    await put(daysAgo(402), 2);
    await put(young, 1);
    const { purge, recorded } = purger(tables);
    expect(await purge()).toMatchObject({ outcome: "purged", deadLetterRows: 5 });
    expect(await allRows(tables.deadLetters)).toHaveLength(1);
    expect(recorded.map(({ subject, data }) => [subject, Reflect.get(data, "deadLetterRows")])).toEqual([
      [`audit-retention:${day(old)}`, 3],
      [`audit-retention:${day(daysAgo(402))}`, 2],
    ]);
  });

  it("stay while a hold may be about them", async () => {
    await put(old, 2);
    await put(daysAgo(402), 1);
    const holds = [holdOf({ callId: "x", from: instantAt(old), to: instantAt(old + 1) })];
    expect(await purger(tables, { holds }).purge()).toMatchObject({ deadLetterRows: 1, held: 1 });
    expect(await allRows(tables.deadLetters)).toHaveLength(2);
  });
});

describe("two purges at once", () => {
  it("are one: the other leaves it to do the work", async () => {
    await project(tables, chainOf(callsFrom(old, 20)));
    const purgers = [purger(tables), purger(tables), purger(tables)];
    const reports = await Promise.all(purgers.map(({ purge }) => purge()));
    expect(reports.map(({ outcome }) => outcome).sort()).toEqual(["busy", "busy", "purged"]);
    expect(reports.reduce((sum, { events }) => sum + events, 0)).toBe(40);
  });

  it("do no harm when one was thought dead: what the other has deleted is no fault", async () => {
    const chain = chainOf([...callsFrom(old, 10), ...callsFrom(young, 1)]);
    await project(tables, chain);
    const lease = { hold: async () => true, release: async () => {} };
    const reports = await Promise.all([purger(tables, { lease }).purge(), purger(tables, { lease }).purge()]);
    expect(reports.map(({ outcome }) => outcome)).toEqual(["purged", "purged"]);
    expect(await idsIn(tables.trail)).toHaveLength(2);
  });

  it("end with the lease: who lost it deletes nothing", async () => {
    await project(tables, chainOf(callsFrom(old, 2)));
    let asked = 0;
    const lease = { hold: async () => asked++ === 0, release: async () => {} };
    const { purge, recorded } = purger(tables, { lease });
    expect(await purge()).toMatchObject({ outcome: "more", events: 0 });
    expect(recorded).toEqual([]);
    expect(await idsIn(tables.trail)).toHaveLength(4);
  });
});

describe("a store that is down", () => {
  it("fails the run, and nothing is recorded", async () => {
    const stopped = await startTables({ port: 0 });
    const clients = await freshTrailWithOutbox(stopped);
    await stopped.stop();
    const { purge, recorded } = purger(clients);
    await expect(purge()).rejects.toMatchObject({ name: "DependencyError" });
    expect(recorded).toEqual([]);
  });

  it("in one table keeps the events: the trail is not touched before the rows by call are gone", async () => {
    const chain: readonly ChainedEvent[] = chainOf(callsFrom(old, 2));
    await project(tables, chain);
    const byCall = tableClient(azurite.running(), newTableName());
    await expect(purger({ ...tables, byCall }, {}).purge()).rejects.toMatchObject({ name: "DependencyError" });
    expect(await idsIn(tables.trail)).toHaveLength(4);
  });
});
