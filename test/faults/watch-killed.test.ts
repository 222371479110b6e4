import type { TableClient } from "@azure/data-tables";
import { expect, it } from "vitest";
import { leasePartition } from "../../shared/tables/lease.ts";
import { tableClient } from "../../shared/tables/table-client.ts";
import type { WatchAnswer } from "../../shared/watch/figures/answered.ts";
import { watchLease } from "../../shared/watch/watch-calls.ts";
import { amount } from "../support/amount.ts";
import type { Answer } from "../support/app/run-app.ts";
import { eventually } from "../support/eventually.ts";
import { startReadyProgram } from "../support/programs/run-program.ts";
import { startFaultyStores, timeout } from "../support/stores/faulty-stores.ts";
import { endLeases, untilProjected } from "../support/trail/count-trail.ts";
import { recount } from "../support/watch/recount.ts";

const kills = amount({ usual: 1, thorough: 5 });
const callsAtOnce = 10;
const expectedS = 180;

/** An emergency call that is answered, or fails, and the report of it. */
async function makeCall(url: string, callId: string, finalStatus: number): Promise<string> {
  const post = async (path: string, body: object) => {
    const response = await fetch(`${url}/api/v1/${path}`, { method: "POST", body: JSON.stringify(body) });
    if (!response.ok) throw new Error(`${response.status}: ${await response.text()}`);
    return response;
  };
  const call = { callId, calledParty: "+44999", territory: "GB" };
  const { decisionId } = (await (await post("call-setup", call)).json()) as Answer;
  await post("call-outcomes", { callId, decisionId, finalStatus, routeName: "a" });
  return callId;
}

/** What the trail has of alarms that were raised: alarm and subject. */
async function alarmsRaised(trail: TableClient): Promise<readonly string[]> {
  const raised: string[] = [];
  for await (const { type, subject } of trail.listEntities<Record<string, unknown>>())
    if (type === "emergency-alarm.raised.v1") raised.push(String(subject));
  return raised.sort();
}

it(`of two products on one store, one is killed in the middle of a watch run, ${kills} times: the other counts nothing twice, and raises every alarm once`, {
  timeout: timeout * kills,
}, async () => {
  const stores = await startFaultyStores();
  const { proxy, tables, hub } = stores;
  // It runs rarely: of two that begin in the same second, the one behind the proxy would always be late.
  const survivor = await startReadyProgram({
    ...stores.settings,
    TABLES_CONNECTION: tables.connectionString,
    WATCH_SCHEDULE: "*/4 * * * * *",
  });
  // What is in the trail before the first run of all raises no alarms.
  await eventually(async () => expect((await fetch(`${survivor.url}/api/v1/watch`)).status).toBe(200));
  const watch = tableClient(tables, "Watch");
  const failed: string[] = [];
  let made = 0;

  for (let kill = 0; kill < kills; kill++) {
    const victim = await startReadyProgram({ ...stores.settings, WATCH_SCHEDULE: "* * * * * *" });
    // The victim does everything of a run but the last steps: its figures of minutes and its alarms are stored.
    await proxy.inject({ kind: "silent", method: "PUT", path: "RowKey='answer')" });
    await eventually(async () => {
      const calls = Array.from({ length: callsAtOnce }, async (_, index) => {
        const status = index % 5 === 0 ? 503 : 200;
        const callId = await makeCall(survivor.url, `call-${made + index}@sbc1.example.net`, status);
        if (status === 503) failed.push(callId);
      });
      await Promise.all(calls);
      made += callsAtOnce;
      expect(proxy.held()).toBeGreaterThan(0);
    }, 1_300);
    victim.signal("SIGKILL");
    expect(await victim.exit).toBe("SIGKILL");
    await proxy.inject({ kind: "none" });
    await endLeases(tables);
    await watch.updateEntity({ partitionKey: leasePartition, rowKey: watchLease, leasedUntilMs: 0 }, "Merge");
  }

  await untilProjected({ app: survivor, tables, hub });
  const trail = tableClient(tables, "AuditTrail");
  await eventually(async () => {
    const answer = (await (await fetch(`${survivor.url}/api/v1/watch`)).json()) as WatchAnswer;
    const { successRate: _, ...totals } = answer.totals;
    expect(totals).toMatchObject({ answered: made - failed.length, failed: failed.length });
    const { asOf, series } = answer;
    expect(totals).toEqual((await recount(trail, { from: series[0]?.from ?? "", asOf, expectedS })).totals);
  }, 200);
  await eventually(async () => {
    const raised = await alarmsRaised(trail);
    expect(raised.filter((subject) => subject.includes("@"))).toEqual(
      failed.map((callId) => `emergency-call-failed ${callId}`).sort(),
    );
  }, 500);
});
