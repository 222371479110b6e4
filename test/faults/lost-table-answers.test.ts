import { expect, it } from "vitest";
import { idsAnswered, makeCalls, slowestMs } from "../support/app/make-calls.ts";
import { eventually } from "../support/eventually.ts";
import {
  answeredWithinMs,
  runOnFaultyStores,
  startFaultyStores,
  timeout,
  traffic,
} from "../support/stores/faulty-stores.ts";
import { countTrail, faultsOf, outboxDepth, untilProjected, verify } from "../support/trail/count-trail.ts";

it("calls, while of all writes to tables every third loses its answer, are each in the trail once", {
  timeout,
}, async () => {
  const stage = await runOnFaultyStores(await startFaultyStores());
  const { app, hub, proxy } = stage;
  await proxy.inject({ kind: "lost-answer", oneIn: 3 });
  // Through the outbox and back for the most part: its writes, the drain's leases and removals, then the projection.
  const { answered, unanswered } = await makeCalls(app.url, traffic.calls, {
    before: {
      [traffic.faultFrom]: () => hub.inject({ kind: "busy" }),
      [traffic.faultUntil]: () => hub.inject({ kind: "none" }),
    },
  });
  expect(unanswered).toBe(0);
  expect(slowestMs(answered)).toBeLessThan(answeredWithinMs);
  expect(idsAnswered(answered, "queued").length).toBeGreaterThanOrEqual(traffic.calls / 2);
  const ids = idsAnswered(answered, "published", "queued");
  expect(ids).toHaveLength(traffic.calls);

  await untilProjected(stage);
  expect(proxy.lost()).toBeGreaterThan(traffic.calls / 5);
  expect(faultsOf(await countTrail(stage), ids)).toEqual([]);
  expect(await verify(stage)).toMatchObject({
    complete: true,
    intact: true,
    chains: [{ events: traffic.calls + 1, gaps: [] }],
  });
});

it("events that the outbox has stored without saying so in time stand in the log, and in the trail once", {
  timeout,
}, async () => {
  const stage = await runOnFaultyStores(await startFaultyStores(), { AUDIT_OUTBOX_BUDGET_MS: "4000" });
  const { app, hub, proxy, tables } = stage;
  await hub.inject({ kind: "down" });
  await proxy.inject({ kind: "slow", delayMs: 60_000 });
  const { answered, unanswered } = await makeCalls(app.url, 100, { atOnce: 100 });
  expect(unanswered).toBe(0);
  expect(slowestMs(answered)).toBeLessThan(answeredWithinMs);
  const ids = idsAnswered(answered, "logged");
  expect(ids).toHaveLength(100);
  const inLog = new Set(app.logged().map(({ event }) => idOf(event)));
  expect(ids.filter((id) => !inLog.has(id))).toEqual([]);
  await eventually(async () => expect(await outboxDepth(tables)).toBe(101));

  await Promise.all([proxy.inject({ kind: "none" }), hub.inject({ kind: "none" })]);
  await untilProjected(stage);
  expect(faultsOf(await countTrail(stage), ids)).toEqual([]);
  expect(await verify(stage)).toMatchObject({ complete: true, intact: true, chains: [{ events: 101, gaps: [] }] });
});

const idOf = (event: unknown): unknown =>
  typeof event === "object" && event !== null ? Reflect.get(event, "id") : undefined;
