import { randomInt } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { expect, it } from "vitest";
import { makeRandom } from "../../bench/traffic/random.ts";
import { tableClient } from "../../shared/tables/table-client.ts";
import { type AmqpProxy, startAmqpProxy } from "../support/stores/amqp-proxy.ts";
import { type FaultyStores, startFaultyStores } from "../support/stores/faulty-stores.ts";
import { countTrail, endLeases, eventsIn, faultsAmong, untilProjected, verify } from "../support/trail/count-trail.ts";
import { allRows } from "../support/trail/trail.ts";
import { type Instance, startInstance } from "./instances.ts";
import { nextStep, type Step } from "./plan.ts";
import { seedsThatFailed } from "./seeds.ts";
import { startTraffic, type Told, type Traffic } from "./traffic.ts";

// Kills, cuts, garbage, slow and lying answers of both stores, clocks that are set, two instances, calls, outcomes and changes of
// the configuration, all at once; in the end what was answered is held against what is kept. The seed makes the plan; how things
// fall together differs from run to run. CHAOS_SEED repeats a plan, CHAOS_S sets how many seconds it lasts.
const given = process.env.CHAOS_SEED;
const wanted = Number(process.env.CHAOS_S ?? "300");
const plans =
  given === undefined
    ? [...seedsThatFailed, [randomInt(2 ** 31), wanted] as const]
    : [[Number(given), wanted] as const];

it.each(plans)(
  "nothing that was answered is lost, CHAOS_SEED=%i CHAOS_S=%i",
  { timeout: (wanted + 600) * 1_000 },
  async (seed, seconds) => {
    console.log(`CHAOS_SEED=${seed} CHAOS_S=${seconds}`);
    const random = makeRandom(seed);
    const stores = await startFaultyStores();
    const wire = await startAmqpProxy(stores.hub);
    const settings = {
      ...stores.settings,
      EVENT_HUBS_CONNECTION: wire.connectionString,
      AUDIT_OUTBOX_BUDGET_MS: "1500",
      CONFIG_TIDY_SCHEDULE: "*/5 * * * * *",
    };
    const instances = [await startInstance(settings), await startInstance(settings)] as const;

    const { traffic, stop } = startTraffic(instances, random);
    const untilMs = performance.now() + seconds * 1_000;
    const steps: Step[] = [];
    while (performance.now() < untilMs) {
      const step = nextStep(random);
      steps.push(step);
      await carryOut(step, stores, wire, instances);
      await pause(step.forMs);
    }
    await heal(stores, wire, instances);
    await stop();
    await expectAllKept(stores, instances, traffic);
    console.log(summary(steps, traffic));
  },
);

async function carryOut(
  { tables, eventHubs, wire, clock, kill }: Step,
  stores: FaultyStores,
  proxy: AmqpProxy,
  instances: readonly [Instance, Instance],
): Promise<void> {
  if (tables !== undefined) await stores.proxy.inject(tables);
  if (eventHubs !== undefined) await stores.hub.inject(eventHubs);
  if (wire !== undefined) proxy.harm(wire);
  if (clock !== undefined) await instances[clock.instance].setClock(clock.offsetMs);
  if (kill !== undefined) await instances[kill].kill();
}

async function heal(stores: FaultyStores, wire: AmqpProxy, instances: readonly Instance[]): Promise<void> {
  wire.harm(null);
  await Promise.all([stores.hub.inject({ kind: "none" }), stores.proxy.inject({ kind: "none" })]);
  for (const instance of instances) await instance.setClock(0);
}

async function expectAllKept(stores: FaultyStores, instances: readonly [Instance, Instance], traffic: Traffic) {
  const app = instances[0].running();
  if (app === null) throw new Error("the instance does not run");
  const { tables, hub } = stores;
  await endLeases(tables);
  const stage = { app, tables, hub };
  await untilProjected(stage);

  expect(faultsAmong(await countTrail(stage), kept(traffic.calls))).toEqual([]);
  const ids = (await eventsIn(tables, "AuditTrail")).map(({ id }) => id);
  for (const told of [traffic.outcomes, traffic.changes])
    expect(kept(told).filter((id) => ids.filter((each) => each === id).length !== 1)).toEqual([]);
  expect(await allRows(tableClient(tables, "AuditDeadLetter"))).toEqual([]);

  const log = instances.map((instance) => instance.written()).join("\n");
  const logged = [...traffic.calls, ...traffic.outcomes].filter(({ status }) => status === "logged");
  expect(logged.filter(({ eventId }) => !log.includes(eventId))).toEqual([]);

  for (const { version } of traffic.changes)
    expect((await fetch(`${app.url}/api/v1/config/versions/${version}`)).status).toBe(200);

  const { chains, complete } = await verify(stage);
  expect(complete).toBe(true);
  const whole = { brokenLinks: [], edited: [], misplaced: [], duplicates: [] };
  expect(chains).toMatchObject(chains.map(() => whole));
  const missing = chains.flatMap(({ gaps }) => gaps.map(({ from, to }) => to - from + 1));
  // A gap is an event that was logged, or one whose request a killed process left without an answer.
  const mayBeMissing = [...traffic.calls, ...traffic.outcomes, ...traffic.changes].filter(
    ({ status }) => status === "logged",
  );
  expect(missing.reduce((sum, length) => sum + length, 0)).toBeLessThanOrEqual(
    mayBeMissing.length + traffic.unanswered,
  );
}

const kept = (told: readonly Told[]): readonly string[] =>
  told.flatMap(({ eventId, status }) => (status === "published" || status === "queued" ? [eventId] : []));

function summary(steps: readonly Step[], { calls, outcomes, changes, unanswered }: Traffic): string {
  const count = (status: Told["status"]) => calls.filter((call) => call.status === status).length;
  const told = `${count("published")} published, ${count("queued")} queued, ${count("logged")} logged`;
  return `${steps.length} steps: ${calls.length} calls (${told}), ${outcomes.length} outcomes, ${changes.length} changes, ${unanswered} without answer`;
}
