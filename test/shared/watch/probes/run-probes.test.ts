import { describe, expect, it } from "vitest";
import type { AuditEvent } from "../../../../shared/audit/audit-event.ts";
import { compileSnapshot } from "../../../../shared/config/compile/compile-snapshot.ts";
import type { Expectation } from "../../../../shared/config/expectation.ts";
import { DependencyError } from "../../../../shared/dependency-error.ts";
import { probeAnswerHeader } from "../../../../shared/identity/probe-marker.ts";
import type { Look } from "../../../../shared/watch/alarms/alarm.ts";
import type { ActiveExpectations } from "../../../../shared/watch/expectations/active-expectations.ts";
import type { DescribedProbes } from "../../../../shared/watch/probes/describe-probes.ts";
import { probeStateTable } from "../../../../shared/watch/probes/probe-state-table.ts";
import { readProbeTargets } from "../../../../shared/watch/probes/probe-targets.ts";
import { runProbes } from "../../../../shared/watch/probes/run-probes.ts";
import { makeSendProbe } from "../../../../shared/watch/probes/send-probe.ts";
import { expectationOf } from "../../../support/config/expectations.ts";
import { smallDocument, smallTables, smallWith } from "../../../support/config/small-document.ts";
import { type Region, type RegionState, startRegion } from "../../../support/probes/start-region.ts";
import { useTables } from "../../../support/stores/use-tables.ts";

const tables = useTables();
const startMs = Date.parse("2026-11-22T12:00:00.000Z");
const secrets = {
  probe: "what probes are signed with, and only they",
  webhook: "what the signalling layer signs with",
};
const snapshot = await compileSnapshot(smallDocument, smallTables);
const swapped = await compileSnapshot(
  smallWith((d) => ({ routeSets: d.routeSets.map((set) => ({ ...set, routes: [...set.routes].reverse() })) })),
  smallTables,
);

const gb999 = expectationOf({ class: "emergency", firstRoute: "emergency-a" });
const fr112 = expectationOf({ class: "emergency" }, { name: "fr-112", call: { calledParty: "112", territory: "FR" } });
const nextYear = expectationOf({ class: "emergency" }, { name: "next-year", at: "2027-01-01T00:00:00.000Z" });
const broken = expectationOf({ class: "ordinary" }, { name: "broken" });

type World = {
  nowMs: number;
  active: ActiveExpectations;
  readonly events: AuditEvent[];
  looks: readonly string[];
  described: DescribedProbes | null;
  storeFails: boolean;
};

/** A prober of some regions, on Azurite, by a clock of the test; `run` lets so many seconds pass first. */
async function startProber(regions: readonly Region[], expectations: readonly Expectation[]) {
  const activatedAt = new Date(startMs).toISOString();
  const active = { version: 7, hash: "sha256:7", activatedAt, isProvisional: false, expectations, snapshot };
  const world: World = { nowMs: startMs, active, events: [], looks: [], described: null, storeFails: false };
  const addresses = regions.map(({ url }, i) => `r${i}=${url}`).join(" ");
  const state = probeStateTable(await tables.fresh());
  let ids = 0;
  const run = async (afterS: number) => {
    world.nowMs += afterS * 1_000;
    const before = world.events.length;
    await runProbes({
      targets: readProbeTargets(addresses, { usualSecret: secrets.webhook }) ?? [],
      secret: secrets.probe,
      send: makeSendProbe({ clock: () => clock.elapsedMs, answerHeader: probeAnswerHeader.name }),
      readActive: async () => world.active,
      state,
      alarms: {
        look: async (...looks: readonly Look[]) => {
          if (world.storeFails) throw new DependencyError("note alarms", true, new Error("no answer"));
          world.looks = looks.flatMap(({ causes }) => causes.map(({ subject }) => subject));
        },
      },
      record: async (event) => {
        world.events.push(event);
        return "published";
      },
      keep: async (described) => {
        world.described = described;
      },
      now: () => world.nowMs,
      newId: () => String(++ids),
      instance: "prober-1",
      isLate: () => false,
      wait: async () => {},
    });
    return world.events.slice(before).map(describeEvent);
  };
  return { world, run };
}

/** What an event tells, without its times and ids. */
function describeEvent({ type, subject, data }: AuditEvent): string {
  const { probe, verification }: Record<string, Record<string, unknown>> = JSON.parse(JSON.stringify(data));
  if (probe !== undefined) return `${subject} ${probe.kind}: ${probe.failed} of ${probe.probed} ${whatFailed(probe)}`;
  return `${type} ${subject} ${verification?.result}`;
}

const whatFailed = (probe: Record<string, unknown>): string =>
  (probe.failures as { expectation: string; faults: { what: string }[] }[])
    .map(({ expectation, faults }) => `${expectation} ${faults.map(({ what }) => what).join("+")}`)
    .join(", ");

/** `elapsedMs`: what probes are timed by; a busy machine makes no region slow. */
const clock = { nowMs: startMs, elapsedMs: 0 };
const region = (state: Partial<RegionState> = {}) =>
  startRegion(
    { snapshot, version: 7, probeSecret: secrets.probe, webhookSecret: secrets.webhook, tookMs: 0, ...state },
    {
      now: () => clock.nowMs,
      pass: (ms) => {
        clock.elapsedMs += ms;
      },
    },
  );

/** The regions go by the same clock. */
async function start(regions: readonly Region[], expectations: readonly Expectation[]) {
  const prober = await startProber(regions, expectations);
  const run = async (afterS: number) => {
    clock.nowMs = prober.world.nowMs + afterS * 1_000;
    return prober.run(afterS);
  };
  return { ...prober, run };
}

describe("probes of a version that went live", () => {
  it("ask every region for all that can be probed, once the instances use it, and tell of it once", async () => {
    const regions = [await region(), await region()];
    const { run, world } = await start(regions, [gb999, fr112, nextYear]);
    expect(await run(9)).toEqual([]);
    expect(await run(1)).toEqual(["emergency-config.verified.v1 configuration version 7 verified"]);
    expect(regions.map(({ asked }) => asked())).toEqual([2, 2]);
    expect(world.events[0]?.data).toMatchObject({
      verification: {
        version: 7,
        hash: "sha256:7",
        expectations: 3,
        notProbed: 1,
        broken: [],
        targets: [
          { target: "r0", probed: 2, failed: 0, failures: [] },
          { target: "r1", probed: 2, failed: 0, failures: [] },
        ],
      },
    });
    expect(await run(15)).toEqual([]);
    expect(world.described).toMatchObject({ verified: { version: 7, result: "verified" } });
    expect(regions.flatMap(({ recorded }) => recorded)).toEqual([]);
  });

  it("tell nothing where nothing must hold", async () => {
    const west = await region();
    const { run, world } = await start([west], []);
    expect(await run(10)).toEqual([]);
    expect(world.described).toMatchObject({ verified: { version: 7, result: "no-expectations" } });
    expect(west.asked()).toBe(0);
  });

  it("fail it where an expectation does not hold here already, and do not ask for that", async () => {
    const west = await region();
    const { run, world } = await start([west], [gb999, broken]);
    expect(await run(10)).toEqual(["emergency-config.verified.v1 configuration version 7 failed"]);
    expect(world.events[0]?.data).toMatchObject({ verification: { broken: ["broken"] } });
    expect(west.asked()).toBe(1);
  });

  it("are judged by no version at all where another one goes live meanwhile", async () => {
    const west = await region({ version: 8 });
    const { world, run } = await start([west], [gb999]);
    const later = { ...world.active, version: 8 };
    let reads = 0;
    Object.defineProperty(world, "active", { get: () => (++reads === 1 ? { ...later, version: 7 } : later) });
    expect(await run(10)).toEqual([]);
    expect(world.looks).toEqual([]);
  });
});

describe("probes of a version that is provisional", () => {
  it("verify it when all have become good, in one round at every region", async () => {
    const regions = [await region(), await region({ version: 6 })];
    const { run, world } = await start(regions, [gb999, fr112]);
    world.active = { ...world.active, isProvisional: true };
    await run(10);
    expect(world.described).toMatchObject({ verified: { result: "failed" } });
    await run(15);
    const asked = regions.map((one) => one.asked());
    Object.assign(regions[1]?.state ?? {}, { version: 7 });
    expect(await run(60)).toEqual([]);
    expect(world.described).toMatchObject({ verified: { result: "failed" } });
    expect(await run(15)).toEqual(["emergency-config.verified.v1 configuration version 7 verified"]);
    expect(world.described).toMatchObject({ verified: { version: 7, result: "verified" } });
    expect(regions.map((one, i) => one.asked() - (asked[i] ?? 0))).toEqual([3, 4]);
    expect(await run(15)).toEqual([]);
  });

  it("are not repeated whole where the version is there for good, or an expectation does not hold here", async () => {
    const west = await region({ version: 6 });
    const confirmed = await start([west], [gb999]);
    await confirmed.run(10);
    Object.assign(west.state, { version: 7 });
    for (let runs = 0; runs < 3; runs++) expect(await confirmed.run(60)).toEqual([]);
    const provisional = await start([west], [gb999, broken]);
    provisional.world.active = { ...provisional.world.active, isProvisional: true };
    await provisional.run(10);
    for (let runs = 0; runs < 3; runs++) expect(await provisional.run(60)).toEqual([]);
  });
});

describe("a region", () => {
  it.each<[string, Partial<RegionState>, string, string]>([
    ["has an old version", { version: 6 }, "version", "r0"],
    ["is slow", { tookMs: 650 }, "slow", "r0"],
    [
      "does not take the signature of calls",
      { webhookSecret: "another secret of the webhook, from before" },
      "status",
      "r0",
    ],
    ["routes otherwise", { snapshot: swapped }, "expectation", "r0 gb-999"],
  ])("that %s fails twice, and is an alarm until it is good again", async (_, fault, what, subject) => {
    const west = await region();
    const { run, world } = await start([west], [gb999]);
    await run(10);
    Object.assign(west.state, fault);
    expect(await run(300)).toEqual([`probe r0 failed: 1 of 1 gb-999 ${what}`]);
    expect(world.looks).toEqual([]);
    expect(await run(15)).toEqual([`probe r0 failed: 1 of 1 gb-999 ${what}`]);
    expect(world.looks).toEqual([subject]);
    Object.assign(west.state, { version: 7, tookMs: 0, webhookSecret: secrets.webhook, snapshot });
    expect(await run(60)).toEqual([]);
    expect(world.looks).toEqual([]);
    expect(west.recorded).toEqual([]);
  });

  it("that cannot be reached is asked for one expectation a minute, and the other regions as before", async () => {
    const [west, north] = [await region(), await region()];
    const { run, world } = await start([west, north], [gb999, fr112]);
    await run(10);
    await west.stop();
    await run(300);
    await run(15);
    expect(world.looks).toEqual(["r0"]);
    expect(await run(15)).toEqual([]);
    expect(await run(45)).toEqual([expect.stringMatching(/^probe r0 failed: 1 of 1 \S+ unreachable$/)]);
    expect(world.described?.targets).toMatchObject([{ failing: 1 }, { failing: 0, failed: 0 }]);
  });

  it("with another secret takes one probe a minute for a call, records it, and is told on", async () => {
    const west = await region({ probeSecret: "another secret of probes, from before" });
    const { run, world } = await start([west], [gb999, fr112]);
    expect(await run(10)).toEqual([
      "probe r0 failed: 2 of 2 gb-999 not-recognised, gb-999 not-recognised",
      "emergency-config.verified.v1 configuration version 7 failed",
    ]);
    expect(world.looks).toEqual(["r0"]);
    expect(west.recorded).toMatchObject([{ type: "emergency-call.decided.v1" }, { type: "emergency-call.decided.v1" }]);
    await run(15);
    expect(west.asked()).toBe(2);
    await run(45);
    expect(west.asked()).toBe(3);
  });
});

it("begins where it did before, if the store fails on the way", async () => {
  const west = await region({ version: 6 });
  const { run, world } = await start([west], [gb999]);
  world.storeFails = true;
  await expect(run(10)).rejects.toThrow("no answer");
  await expect(run(15)).rejects.toThrow("no answer");
  expect(world.described).toBeNull();
  world.storeFails = false;
  expect(await run(15)).toEqual([
    "probe r0 failed: 2 of 2 gb-999 version, gb-999 version",
    "emergency-config.verified.v1 configuration version 7 failed",
  ]);
});

it("tells once an hour of all probes in sum", async () => {
  const { run } = await start([await region()], [gb999]);
  await run(10);
  for (let runs = 0; runs < 11; runs++) expect(await run(300)).toEqual([]);
  expect(await run(300)).toEqual(["probe r0 sum: 0 of 13 "]);
  expect(await run(300)).toEqual([]);
});
