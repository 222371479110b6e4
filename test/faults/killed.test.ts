import { describe, expect, it } from "vitest";
import type { Fault } from "../../tools/event-hubs/start-event-hubs.ts";
import { idsAnswered, type MadeCalls, makeCalls } from "../support/app/make-calls.ts";
import { eventually } from "../support/eventually.ts";
import { never } from "../support/never.ts";
import { startReadyProgram } from "../support/programs/run-program.ts";
import { readAuditHub, waitForEvents } from "../support/stores/audit-hub.ts";
import {
  type FaultyStores,
  runOnFaultyStores,
  startFaultyStores,
  timeout,
  traffic,
} from "../support/stores/faulty-stores.ts";
import {
  countTrail,
  endLeases,
  faultsAmong,
  faultsOf,
  outboxDepth,
  untilProjected,
  verify,
} from "../support/trail/count-trail.ts";

const faults: readonly Exclude<Fault["kind"], "refused">[] = ["none", "busy", "lost-answer"];

describe.each(faults)("the app, killed in the middle of calls while Event Hubs has the fault %s", (kind) => {
  it("has lost no event of a call that was answered, and has none twice", { timeout }, async () => {
    const stores = await startFaultyStores();
    await stores.hub.inject({ kind });
    const app = await startReadyProgram({ ...stores.settings, AUDIT_DRAIN_SCHEDULE: never });
    const onAnswer = (answered: number) => answered === traffic.calls / 2 && app.signal("SIGKILL");
    const first = await makeCalls(app.url, traffic.calls, { onAnswer });
    expect(await app.exit).toBe("SIGKILL");
    expect(first.answered.length).toBeLessThan(traffic.calls);
    await expectNothingLost(stores, first);
  });
});

describe("the app, killed while calls wait for a store", () => {
  it("(Event Hubs) has told nobody that an event is stored which is not", { timeout }, async () => {
    const stores = await startFaultyStores();
    const { hub, settings } = stores;
    const app = await startReadyProgram({ ...settings, AUDIT_PUBLISH_BUDGET_MS: "20000", AUDIT_DRAIN_SCHEDULE: never });
    let heard = Number.POSITIVE_INFINITY;
    const fallSilent = async () => {
      await hub.inject({ kind: "silent" });
      heard = hub.sends();
    };
    const calling = makeCalls(app.url, traffic.calls, { before: { [traffic.calls / 2]: fallSilent } });
    await eventually(() => expect(hub.sends()).toBeGreaterThan(heard));
    app.signal("SIGKILL");
    await expectNothingLost(stores, await calling);
  });

  it("(the outbox) has told nobody that an event is stored which is not", { timeout }, async () => {
    const stores = await startFaultyStores();
    const { hub, proxy, settings } = stores;
    await hub.inject({ kind: "busy" });
    const app = await startReadyProgram({ ...settings, AUDIT_DRAIN_SCHEDULE: never });
    const calling = makeCalls(app.url, traffic.calls, {
      before: { [traffic.calls / 2]: () => proxy.inject({ kind: "silent" }) },
    });
    await eventually(() => expect(proxy.held()).toBeGreaterThanOrEqual(1));
    app.signal("SIGKILL");
    await expectNothingLost(stores, await calling);
  });
});

describe("the app, killed in the middle of a drain", () => {
  it("has sent events that still lie in the outbox: they are sent again, and are in the trail once", {
    timeout,
  }, async () => {
    const stores = await startFaultyStores();
    const { hub, proxy, tables } = stores;
    await hub.inject({ kind: "busy" });
    const app = await startReadyProgram(stores.settings);
    const { answered } = await makeCalls(app.url, 200);
    const ids = idsAnswered(answered, "published", "queued");
    expect(ids).toHaveLength(200);
    // Events are removed in transactions: from now on none is.
    await proxy.inject({ kind: "silent", path: "$batch" });
    await hub.inject({ kind: "none" });
    await eventually(() => expect(proxy.held()).toBeGreaterThan(0));
    app.signal("SIGKILL");
    await app.exit;
    expect(await outboxDepth(tables)).toBe(201);

    const stage = await restart(stores);
    await untilProjected(stage);
    expect(faultsOf(await countTrail(stage), ids)).toEqual([]);
    expect(await verify(stage)).toMatchObject({ intact: true, chains: [{ events: 201, gaps: [] }] });
    const sent = (await waitForEvents(readAuditHub(hub), ids)).map(({ messageId }) => messageId);
    expect(sent.length).toBeGreaterThan(new Set(sent).size);
  });
});

/** Makes the rest of the calls on another app, and then counts. */
async function expectNothingLost(stores: FaultyStores, first: MadeCalls): Promise<void> {
  const stage = await restart(stores);
  const second = await makeCalls(stage.app.url, traffic.calls - first.answered.length);
  expect(second.unanswered).toBe(0);
  await untilProjected(stage);
  const answered = [...first.answered, ...second.answered];
  const count = await countTrail(stage);
  expect(faultsAmong(count, idsAnswered(answered, "published", "queued"))).toEqual([]);
  // An event whose call was under way when the end came may be stored too, or may be what a gap shows.
  expect(count.rows.length - answered.length).toBeLessThanOrEqual(first.unanswered);
  const { chains, complete } = await verify(stage);
  expect(complete).toBe(true);
  expect(chains).toMatchObject(Array(2).fill({ brokenLinks: [], edited: [], misplaced: [], duplicates: [] }));
  const missing = chains.flatMap(({ gaps }) => gaps.map(({ from, to }) => to - from + 1));
  expect(missing.reduce((sum, length) => sum + length, 0)).toBeLessThanOrEqual(first.unanswered);
}

/** The app on the stores that the killed one has left, when that one's leases have run out and both stores are well. */
async function restart(stores: FaultyStores) {
  const { hub, proxy, tables } = stores;
  await Promise.all([hub.inject({ kind: "none" }), proxy.inject({ kind: "none" })]);
  await endLeases(tables);
  return runOnFaultyStores(stores);
}
