import { describe, expect, it } from "vitest";
import { useTables } from "../../support/stores/use-tables.ts";
import { freshTrail } from "../../support/trail/trail.ts";
import { type WatchedTrail, watchedTrail } from "../../support/watch/watched-trail.ts";

const azurite = useTables();
const startMs = Date.parse("2026-11-22T12:00:30.000Z");
const [secondMs, minuteMs] = [1_000, 60_000];
const fresh = async () => watchedTrail(await freshTrail(azurite.running()), startMs);

describe("figures", () => {
  it("have what became of calls, by territory, ingress, route and flag", async () => {
    const world = await fresh();
    const [a, b, c] = [
      world.decided({ territory: "GB", flags: ["misspelt:tenant"] }),
      world.decided({ territory: "FR", ingress: "teams", flags: [] }),
      world.decided({ territory: null, flags: ["unknown-ingress"], ingress: "whatever" }),
    ];
    const tries = [
      { routeName: "emergency-a", status: 503, atMs: 40 },
      { routeName: "nobody's", status: 200, atMs: 900 },
    ];
    const outcomes = [
      world.outcome(a, { attempts: tries, routeName: "nobody's" }),
      world.outcome(b, { finalStatus: 503, routeName: "emergency-b" }),
      world.outcome(c, { finalStatus: 487 }),
    ];
    await world.arrive(a, b, c, ...outcomes);
    await world.watch();
    const counts = { decided: 1, answered: 0, failed: 0, abandoned: 0, missing: 0, successRate: null };
    const failing = { lastAnsweredAt: null, answered: 0 };
    expect(await world.answer(60)).toMatchObject({
      complete: true,
      asOf: new Date(startMs).toISOString(),
      totals: { decided: 3, answered: 1, failed: 1, abandoned: 1, missing: 0, successRate: 0.5 },
      byTerritory: [
        { ...counts, territory: "FR", failed: 1, successRate: 0 },
        { ...counts, territory: "GB", answered: 1, successRate: 1 },
        { ...counts, territory: "unknown", abandoned: 1 },
      ],
      byIngress: [{ ingress: "default" }, { ingress: "teams" }, { ingress: "zoom" }],
      byRoute: [
        { ...failing, name: "emergency-a", tried: 2, failed: 2, consecutiveFailures: 2 },
        { ...failing, name: "emergency-b", tried: 1, failed: 1, consecutiveFailures: 1 },
        { name: "other", tried: 1, answered: 1, lastAnsweredAt: new Date(startMs + 900).toISOString() },
      ],
      flags: { misspelt: 1, "unknown-ingress": 1 },
      probes: {},
      expectations: {},
    });
  });

  it("are null where nothing is known, and never 1 by default", async () => {
    const world = await fresh();
    await world.watch();
    expect((await world.answer()).totals.successRate).toBeNull();
    await world.arrive(world.decided());
    await world.watch();
    expect((await world.answer()).totals).toMatchObject({ decided: 1, successRate: null });
  });

  it("have what was in the trail before, also while calls keep arriving, and it raises no alarms", async () => {
    const world = await fresh();
    const past = Array.from({ length: 3 }, (_, i) =>
      world.decided({ callId: `past-${i}`, at: new Date(startMs - (i + 1) * minuteMs).toISOString() }),
    );
    await world.arrive(...past, ...past.map((call) => world.outcome(call, { finalStatus: 503 })));
    for await (const { partitionKey = "", rowKey = "" } of world.tables.watch.listEntities())
      await world.tables.watch.deleteEntity(partitionKey, rowKey);
    for (let runs = 0; runs < 2; runs++) {
      const call = world.decided();
      await world.arrive(call, world.outcome(call));
      // The run has no time for a second round.
      await world.watch(undefined, () => {
        world.nowMs += 15 * secondMs;
      });
    }
    expect((await world.answer()).totals).toMatchObject({ decided: 5, answered: 2, failed: 3 });
    expect(world.alarms()).toEqual([]);
  });

  it("are not complete while the timer stands still, or there is more to look at", async () => {
    const world = await fresh();
    await world.watch();
    expect((await world.answer()).complete).toBe(true);
    world.nowMs += 61 * secondMs;
    expect((await world.answer()).complete).toBe(false);
  });
});

describe("outcomes", () => {
  it("of an unknown decision count nowhere, and count once the decision arrives", async () => {
    const world = await fresh();
    const call = world.decided();
    await world.arrive(world.outcome(call, { finalStatus: 503 }));
    await world.watch();
    expect((await world.answer()).totals).toMatchObject({ decided: 0, failed: 0 });
    expect(world.alarms()).toEqual([]);
    await world.arrive(call);
    await world.watch();
    expect((await world.answer()).totals).toMatchObject({ decided: 1, failed: 1 });
  });

  it("that name another decision than the call has count nowhere", async () => {
    const world = await fresh();
    const call = world.decided();
    await world.arrive(call, world.outcome(call, { decisionId: "another" }));
    await world.watch();
    expect((await world.answer()).totals).toMatchObject({ decided: 1, answered: 0 });
  });

  it.each([
    ["first", [503, 200], { answered: 1, failed: 0 }],
    ["last", [200, 503], { answered: 0, failed: 1 }],
  ])("that contradict each other: the last report counts, whichever arrives %s", async (order, statuses, counts) => {
    const world = await fresh();
    const call = world.decided();
    const reports = statuses.map((finalStatus, at) => world.outcome(call, { finalStatus }, startMs + at * secondMs));
    await world.arrive(call);
    for (const report of order === "first" ? reports.reverse() : reports) {
      await world.arrive(report);
      await world.watch();
    }
    expect((await world.answer()).totals).toMatchObject({ decided: 1, ...counts });
  });

  it("without a decisionId are of the last decision of the call before them", async () => {
    const world = await fresh();
    const [first, second] = [0, 10].map((s) =>
      world.decided({ callId: "same", at: new Date(startMs + s * secondMs).toISOString() }),
    );
    if (first === undefined || second === undefined) throw new Error("a call is missing");
    world.nowMs += minuteMs;
    const report = (atMs: number) => world.outcome(first, { decisionId: null, finalStatus: 200 }, startMs + atMs);
    await world.arrive(first, second, report(5 * secondMs));
    await world.watch();
    const [minute] = (await world.answer(120)).series.filter(({ decided }) => decided > 0);
    expect(minute).toMatchObject({ decided: 2, answered: 1 });
  });

  it("count for each of a thousand calls that have one Call-ID", async () => {
    const world = await fresh();
    const calls = Array.from({ length: 1_200 }, (_, i) =>
      world.decided({ callId: "unset", at: new Date(startMs + i).toISOString() }),
    );
    await world.arrive(...calls);
    await world.watch();
    world.nowMs += 2 * secondMs;
    const last = world.decided({ callId: "unset" });
    await world.arrive(last, world.outcome(last, { finalStatus: 503 }));
    await world.watch();
    expect((await world.answer()).totals).toMatchObject({ failed: 1 });
    expect(world.alarms()).toEqual(["raised emergency-call-failed unset"]);
  });

  it("are missing 180 s after the decision, and not missing any more when they come late", async () => {
    const world = await fresh();
    const call = world.decided();
    await world.arrive(call);
    await world.watch();
    world.nowMs += 180 * secondMs - 1;
    await world.watch();
    expect((await world.answer()).totals.missing).toBe(0);
    world.nowMs += 1;
    await world.watch();
    expect((await world.answer()).totals.missing).toBe(1);
    expect(world.alarms()).toEqual(["raised outcome-missing zoom"]);
    await world.arrive(world.outcome(call));
    await world.watch();
    expect((await world.answer()).totals).toMatchObject({ missing: 0, answered: 1 });
  });

  it("of a decision that comes late have a minute to follow it before they are missing", async () => {
    const world = await fresh();
    const call = world.decided();
    world.nowMs += 30 * minuteMs;
    await world.arrive(call);
    await world.watch();
    world.nowMs += 15 * secondMs;
    await world.arrive(world.outcome(call, {}, startMs + secondMs));
    await world.watch();
    expect(world.alarms()).toEqual([]);
    expect((await world.answer()).totals).toMatchObject({ answered: 1 });
  });

  it("are not expected of calls that the network routes by itself, nor of test calls", async () => {
    const world = await fresh();
    await world.arrive(
      world.decided({ class: "emergency-normal-routing" }),
      world.decided({ class: "test" }),
      world.decided({ class: "ordinary", flags: ["suspected"] }),
    );
    for (let minutes = 0; minutes < 5; minutes++) {
      await world.watch();
      world.nowMs += minuteMs;
    }
    expect((await world.answer()).totals).toMatchObject({ decided: 1, missing: 0 });
    expect(world.alarms()).toEqual(["raised suspected-calls zoom"]);
  });
});

describe("clocks", () => {
  it("that are ahead: a decision counts when its time has come, and its failure is alarmed at once", async () => {
    const world = await fresh();
    const call = world.decided({ callId: "ahead", at: new Date(startMs + 10 * minuteMs).toISOString() });
    await world.arrive(call, world.outcome(call, { finalStatus: 503 }));
    await world.watch();
    expect((await world.answer()).totals.decided).toBe(0);
    expect(world.alarms()).toContain("raised emergency-call-failed ahead");
    world.nowMs += 10 * minuteMs;
    await world.watch();
    expect((await world.answer()).totals).toMatchObject({ decided: 1, failed: 1 });
    expect(world.alarms()).not.toContain("raised outcome-missing zoom");
  });

  it.each([-5 * secondMs, 2 * 3_600_000])(
    "of the signalling layer that are wrong give no delay: %i ms",
    async (byMs) => {
      const world = await fresh();
      const call = world.decided();
      const answeredAt = new Date(startMs + byMs).toISOString();
      const delays: (number | null)[] = [];
      await world.arrive(call, world.outcome(call, { answeredAt }));
      await world.watch(undefined, ({ after }) => delays.push(after.outcome?.delayMs ?? null));
      expect(delays).toEqual([null]);
    },
  );
});

describe("alarms about calls", () => {
  const ofRoute = (world: WatchedTrail, finalStatus: number, routeName = "emergency-a") => {
    const call = world.decided();
    return [call, world.outcome(call, { finalStatus, routeName })] as const;
  };

  it("are raised for a route that fails three times in a row, and not for two", async () => {
    const world = await fresh();
    for (let calls = 0; calls < 2; calls++) await world.arrive(...ofRoute(world, 503));
    await world.watch();
    expect(world.alarms().filter((alarm) => alarm.includes("route-failing"))).toEqual([]);
    world.nowMs += 6 * 3_600_000;
    await world.arrive(...ofRoute(world, 503));
    await world.watch();
    expect(world.alarms()).toContain("raised route-failing emergency-a");
    expect((await world.answer()).byRoute).toMatchObject([{ name: "emergency-a", tried: 1, consecutiveFailures: 3 }]);
  });

  it("are raised for a route that fails five times of twenty", async () => {
    const world = await fresh();
    for (let calls = 0; calls < 20; calls++) {
      world.nowMs += secondMs;
      await world.arrive(...ofRoute(world, calls % 4 === 3 ? 503 : 200));
      if (calls === 18) await world.watch();
      if (calls === 18) expect(world.alarms().filter((alarm) => alarm.includes("route-failing"))).toEqual([]);
    }
    await world.watch();
    expect(world.alarms()).toContain("raised route-failing emergency-a");
  });

  it("are raised for a call that went on to the last resort behind its own routes", async () => {
    const world = await fresh();
    const call = world.decided({ territory: "GB", flags: [] });
    const attempts = [503, 200].map((status, at) => ({
      routeName: ["emergency-a", "emergency-b"][at] ?? "",
      status,
      atMs: 9,
    }));
    await world.arrive(call, world.outcome(call, { attempts }));
    await world.watch();
    expect(world.alarms()).toEqual(["raised contingency-used GB"]);
  });

  it("have the ids of the events that show the cause", async () => {
    const world = await fresh();
    const [call, outcome] = ofRoute(world, 503);
    await world.arrive(call, outcome);
    await world.watch();
    const [alarm] = (await world.answer()).alarms;
    expect(alarm).toMatchObject({
      alarm: "emergency-call-failed",
      subject: call.subject,
      evidence: [call.id, outcome.id],
    });
  });

  it("are over ten minutes after the last cause, and tell so in the trail", async () => {
    const world = await fresh();
    await world.arrive(world.decided({ territory: "GB", flags: ["contingency-route"] }));
    for (let minutes = 0; minutes < 12; minutes++) {
      await world.watch();
      world.nowMs += minuteMs;
    }
    const cleared = world.recorded.filter(({ type }) => type === "emergency-alarm.cleared.v1");
    expect(cleared.map(({ subject }) => subject)).toContain("contingency-used GB");
    expect((await world.answer()).alarms.map(({ alarm }) => alarm)).not.toContain("contingency-used");
  });
});
