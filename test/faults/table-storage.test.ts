import { describe, expect, it } from "vitest";
import { type AnsweredCall, callUntil, idsAnswered, makeCalls, slowestMs } from "../support/app/make-calls.ts";
import { eventually } from "../support/eventually.ts";
import {
  answeredWithinMs,
  type FaultyStores,
  runOnFaultyStores,
  startFaultyStores,
  timeout,
  traffic,
} from "../support/stores/faulty-stores.ts";
import type { TablesFault } from "../support/stores/start-proxy.ts";
import { countTrail, faultsOf, untilProjected, verify } from "../support/trail/count-trail.ts";

// Slower than what asks which configuration is live waits, and than any call may be that waits for no table.
const slow: TablesFault = { kind: "slow", delayMs: answeredWithinMs + 2_000 };
const faults: readonly TablesFault[] = [{ kind: "down" }, { kind: "silent" }, slow];

/** What a call waits for here is Event Hubs alone, which is well, though the machine may be busy. */
const settings = { AUDIT_PUBLISH_BUDGET_MS: "20000", CONFIG_CHECK_EVERY_MS: "50", CONFIG_STALE_AFTER_MS: "1500" };

const sourcesOf = (calls: readonly AnsweredCall[]) => new Set(calls.map(({ source }) => source));

describe.each(faults)("while Table Storage is at fault ($kind)", (fault) => {
  it("calls are decided by the configuration in memory, soon stale, and each is in the trail once", {
    timeout,
  }, async () => {
    const stage = await runOnFaultyStores(await startFaultyStores(), settings);
    const { app, proxy } = stage;
    const made = await makeCalls(app.url, traffic.calls, {
      before: { [traffic.faultFrom]: () => proxy.inject(fault) },
    });
    expect(made.unanswered).toBe(0);
    const answered = [...made.answered, ...(await callUntil(app.url, { source: "stale" }))];
    expect(made.answered[0]?.source).toBe("live");
    expect(sourcesOf(answered)).toEqual(new Set(["live", "stale"]));

    await proxy.inject({ kind: "none" });
    answered.push(...(await callUntil(app.url, { source: "live" })));
    await expectEachInTrail(stage, answered);
  });

  it("from the start calls are decided by the catalogue, and each is in the trail once", { timeout }, async () => {
    const stores = await startFaultyStores();
    await stores.proxy.inject(fault);
    const stage = await startWithEventHubs(stores);
    const { app, proxy } = stage;
    const { answered, unanswered } = await makeCalls(app.url, traffic.calls / 2);
    expect(unanswered).toBe(0);
    expect(sourcesOf(answered)).toEqual(new Set(["baseline"]));

    await proxy.inject({ kind: "none" });
    await expectEachInTrail(stage, [...answered, ...(await callUntil(app.url, { source: "live" }))]);
  });
});

/** An app that reached Event Hubs within its start, which waits for the tables no longer: a busy machine may take several tries. */
const startWithEventHubs = (stores: FaultyStores) =>
  eventually(async () => {
    const stage = await runOnFaultyStores(stores, { ...settings, START_BUDGET_MS: "500" });
    if (!stage.app.logged().some(({ message }) => message === "Event Hubs could not be reached at start")) return stage;
    await stage.app.stop();
    throw new Error("Event Hubs was not reached in time");
  });

/** Every call was published in time, and is in the trail once. */
async function expectEachInTrail(
  stage: Awaited<ReturnType<typeof runOnFaultyStores>>,
  answered: readonly AnsweredCall[],
): Promise<void> {
  expect(slowestMs(answered)).toBeLessThan(answeredWithinMs);
  const ids = idsAnswered(answered, "published");
  expect(ids).toHaveLength(answered.length);
  await untilProjected(stage);
  expect(faultsOf(await countTrail(stage), ids)).toEqual([]);
  expect(await verify(stage)).toMatchObject({ complete: true, intact: true, chains: [{ events: ids.length + 1 }] });
}
