import { describe, expect, it } from "vitest";
import type { AuditEvent } from "../../../shared/audit/audit-event.ts";
import { leasePartition } from "../../../shared/tables/lease.ts";
import { watchLease } from "../../../shared/watch/watch-calls.ts";
import { amount } from "../../support/amount.ts";
import { dyingAfter } from "../../support/stores/dying-client.ts";
import { useTables } from "../../support/stores/use-tables.ts";
import { freshTrail } from "../../support/trail/trail.ts";
import { compareWithRecount } from "../../support/watch/compare-with-recount.ts";
import { type WatchedTrail, watchedTrail } from "../../support/watch/watched-trail.ts";

const azurite = useTables();
const startMs = Date.parse("2026-11-22T12:00:30.000Z");
const [secondMs, minuteMs] = [1_000, 60_000];
const fresh = async () => watchedTrail(await freshTrail(azurite.running()), startMs);

/** Numbers that look random and are always the same. */
function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
}

/** An outcome of any kind, or none. */
function anyOutcome(world: WatchedTrail, call: AuditEvent, roll: (sides: number) => number): readonly AuditEvent[] {
  const atMs = Date.parse(call.time) + (1 + roll(20)) * secondMs;
  const [a, b] = ["emergency-a", "emergency-b"] as const;
  const attempt = (routeName: string, status: number, ms: number) => ({ routeName, status, atMs: ms });
  const kinds = [
    [],
    [world.outcome(call, { attempts: [attempt(a, 200, 900)] }, atMs)],
    [world.outcome(call, { attempts: [attempt(a, 503, 40), attempt(b, 200, 700)] }, atMs)],
    [world.outcome(call, { finalStatus: 503, attempts: [attempt(a, 503, 30), attempt(b, 408, 4_000)] }, atMs)],
    [world.outcome(call, { finalStatus: 487, attempts: [attempt(a, 487, 2_000)] }, atMs)],
    [
      world.outcome(call, { finalStatus: 500, attempts: [attempt(a, 500, 10)] }, atMs),
      world.outcome(call, { attempts: [attempt(b, 200, 5_000)] }, atMs + secondMs),
    ],
    [world.outcome(call, { decisionId: null, finalStatus: 200 }, atMs)],
  ];
  return kinds[roll(kinds.length)] ?? [];
}

/** Events of forty minutes, each with when it reaches the trail: at once, ten minutes late, or twice. */
function scenario(world: WatchedTrail, seed: number) {
  const roll = dice(seed);
  const deliveries: { readonly atMs: number; readonly event: AuditEvent }[] = [];
  for (let calls = 0; calls < 40; calls++) {
    const atMs = startMs + roll(40 * 60) * secondMs;
    const call = world.decided({
      at: new Date(atMs).toISOString(),
      territory: ["GB", "FR", "DE", null][roll(4)] ?? null,
      ingress: ["zoom", "teams"][roll(2)] ?? "zoom",
      class: (["emergency", "emergency", "emergency-normal-routing", "test"] as const)[roll(4)] ?? "emergency",
      flags: [["contingency-route"], ["suspected"], [], ["unknown-tenant", "stale-config"]][roll(4)] ?? [],
    });
    for (const event of [call, ...anyOutcome(world, call, roll)])
      for (let times = 0; times < (roll(4) === 0 ? 2 : 1); times++)
        deliveries.push({ atMs: Date.parse(event.time) + (roll(5) === 0 ? 10 * minuteMs : secondMs), event });
  }
  return deliveries.sort((a, b) => a.atMs - b.atMs);
}

/** Lets an hour go by: events arrive, and the watch runs every other minute. */
async function live(world: WatchedTrail, seed: number, watch: () => Promise<void>): Promise<void> {
  const left = [...scenario(world, seed)];
  for (let runs = 0; runs < 30; runs++) {
    world.nowMs += 2 * minuteMs;
    const arrived = left.splice(0, left.findLastIndex(({ atMs }) => atMs <= world.nowMs) + 1);
    if (arrived.length > 0) await world.arrive(...arrived.map(({ event }) => event));
    await watch();
  }
}

/** Calls with every kind of alarm, and what is learnt of them later. */
function callsOfAKill(world: WatchedTrail): readonly [readonly AuditEvent[], readonly AuditEvent[]] {
  const call = (name: string, flags: readonly string[] = []) => world.decided({ callId: name, id: name, flags });
  const calls = [call("1"), call("2"), call("3"), call("4", ["contingency-route"]), call("5", ["baseline-config"])];
  const failed = { finalStatus: 503, routeName: "emergency-a" };
  const [a, b, c, d] = calls;
  if (a === undefined || b === undefined || c === undefined || d === undefined) throw new Error("calls are missing");
  return [[...calls, ...[a, b, c].map((each) => world.outcome(each, failed))], [world.outcome(d)]];
}

async function afterAKill(world: WatchedTrail, later: readonly AuditEvent[]): Promise<void> {
  // The lease of the killed watcher has run out.
  await world.tables.watch.deleteEntity(leasePartition, watchLease).catch(() => undefined);
  world.nowMs += 15 * secondMs;
  await world.watch();
  await world.arrive(...later);
  for (let runs = 0; runs < 4; runs++) {
    world.nowMs += 5 * minuteMs;
    await world.watch();
  }
}

describe("figures of calls", () => {
  it.each([1, 2, 3, 4].slice(0, amount({ usual: 1, thorough: 4 })))(
    "equal a recount of the trail when events come late, twice and in any order: %i",
    async (seed) => {
      const world = await fresh();
      await live(world, seed, () => world.watch());
      await compareWithRecount(world);
      await compareWithRecount(world, 86_400);
    },
  );

  it("equal a recount when two watchers run at once, and when nothing was ever watched before", async () => {
    const world = await fresh();
    let runs = 0;
    await live(world, 4, async () => {
      runs += 1;
      if (runs > 15) await Promise.all([world.watch(), world.watch()]);
    });
    await world.watch();
    await compareWithRecount(world);
  });

  it("equal a recount when the watcher is killed at any step, and the alarms are the same", async () => {
    const undisturbed = await fresh();
    const [first, second] = callsOfAKill(undisturbed);
    await undisturbed.arrive(...first);
    const counted = dyingAfter(undisturbed.tables.watch, Number.POSITIVE_INFINITY);
    await undisturbed.watch(counted.client);
    await afterAKill(undisturbed, second);
    for (let steps = 0; steps < counted.requests(); steps += amount({ usual: 5, thorough: 1 })) {
      const world = await fresh();
      const [before, after] = callsOfAKill(world);
      await world.arrive(...before);
      await world.watch(dyingAfter(world.tables.watch, steps).client);
      await afterAKill(world, after);
      await compareWithRecount(world);
      expect([...world.alarms()].sort(), `${steps} steps`).toEqual([...undisturbed.alarms()].sort());
    }
  });

  it("are the same after everything but the trail was lost", async () => {
    const world = await fresh();
    await live(world, 5, () => world.watch());
    const before = await world.answer();
    for await (const { partitionKey = "", rowKey = "" } of world.tables.watch.listEntities())
      if (partitionKey !== "alarms") await world.tables.watch.deleteEntity(partitionKey, rowKey);
    await world.watch();
    expect(await world.answer()).toEqual(before);
  });
});
