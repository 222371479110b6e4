import { describe, expect, it, onTestFinished, vi } from "vitest";
import { callUntil, idsAnswered, makeCalls } from "../support/app/make-calls.ts";
import { eventually } from "../support/eventually.ts";
import { startReadyProgram } from "../support/programs/run-program.ts";
import { runOnFaultyStores, startFaultyStores, timeout } from "../support/stores/faulty-stores.ts";
import { countTrail, eventsIn, faultsOf, untilProjected } from "../support/trail/count-trail.ts";

const hourMs = 3_600_000;
const settings = { CONFIG_CHECK_EVERY_MS: "50", AUDIT_PUBLISH_BUDGET_MS: "1000" };

/** The clock of the app's machine, which can be set. The store goes by its own. */
function settableClock() {
  const genuine = Date.now.bind(Date);
  let aheadMs = 0;
  const spy = vi.spyOn(Date, "now").mockImplementation(() => genuine() + aheadMs);
  onTestFinished(() => spy.mockRestore());
  return {
    set: (ms: number) => {
      aheadMs = ms;
    },
  };
}

const change = {
  reason: "CHG1",
  baseVersion: 1,
  operations: [{ op: "put", kind: "tenant", item: { name: "contoso", defaultTerritory: "GB" } }],
};

describe.each([
  ["back an hour", [-hourMs]],
  ["an hour ahead and right again", [hourMs, 0]],
  ["ahead, back and right again", [24 * hourMs, -24 * hourMs, 0]],
])("while the clock is set %s", (_, settings_) => {
  it("configuration is looked at, Event Hubs is tried again, and single hours verify without gaps", {
    timeout,
  }, async () => {
    const clock = settableClock();
    const stage = await runOnFaultyStores(await startFaultyStores(), settings);
    const { app, hub } = stage;
    const answered = [...(await makeCalls(app.url, 10)).answered];
    for (const aheadMs of settings_) {
      await hub.inject({ kind: "down" });
      answered.push(...(await callUntil(app.url, { status: "queued" })));
      clock.set(aheadMs);
      await hub.inject({ kind: "none" });
      answered.push(...(await callUntil(app.url, { status: "published" })));
    }
    await changeThrough(app);
    const { config } = await app.call({ calledParty: "+44999", territory: "GB", callId: "after-the-change" });
    expect(config).toMatchObject({ version: 2, source: "live" });
    clock.set(0);

    await untilProjected(stage);
    expect(faultsOf(await countTrail(stage), idsAnswered(answered, "published", "queued")).filter(isMissing)).toEqual(
      [],
    );
    for (const report of await verifyByHour(app.url))
      expect(report).toMatchObject({ complete: true, intact: true, chains: expect.not.arrayContaining([withGaps]) });
    const mine = (await eventsIn(stage.tables, "AuditTrail")).filter(({ subject }) => subject !== "marker");
    const offMs = mine.map(({ time }) => Math.abs(Date.parse(time) - Date.now()));
    expect(Math.max(...offMs)).toBeLessThan(hourMs / 2);
  });
});

it("a change through another instance is seen after the clock was set back an hour", { timeout }, async () => {
  const clock = settableClock();
  const { app, settings: stores } = await runOnFaultyStores(await startFaultyStores(), settings);
  const other = await startReadyProgram(stores);
  await makeCalls(app.url, 1);
  clock.set(-hourMs);
  await changeThrough(other);
  await eventually(async () => {
    const { config } = await app.call({ calledParty: "+44999", territory: "GB" });
    expect(config).toMatchObject({ version: 2, source: "live" });
  });
});

async function changeThrough({ url }: { readonly url: string }): Promise<void> {
  const response = await fetch(`${url}/api/v1/config/changes`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(change),
  });
  expect(response.status, await response.text()).toBe(201);
}

const isMissing = (fault: string): boolean => !fault.endsWith("others");
const withGaps = expect.objectContaining({ gaps: expect.arrayContaining([expect.anything()]) });

async function verifyByHour(url: string): Promise<readonly unknown[]> {
  const thisHour = Math.floor(Date.now() / hourMs);
  const reports: unknown[] = [];
  for (const hour of [-25, -24, -23, -1, 0, 1, 23, 24]) {
    const instant = (hours: number): string => new Date((thisHour + hours) * hourMs).toISOString();
    const window = new URLSearchParams({ from: instant(hour), to: instant(hour + 1) });
    const response = await fetch(`${url}/api/v1/audit/verification?${window}`);
    expect(response.status).toBe(200);
    reports.push(await response.json());
  }
  return reports;
}
