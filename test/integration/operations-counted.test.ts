import { setTimeout as delay } from "node:timers/promises";
import { afterEach, describe, expect, it, vi } from "vitest";
import { outboxTable } from "../../shared/audit/publish/outbox-table.ts";
import { starterConfiguration } from "../../shared/config/change/starter-configuration.ts";
import { documentItems } from "../../shared/config/item-kinds.ts";
import { packItems } from "../../shared/config/store/packed-items.ts";
import { tableClient } from "../../shared/tables/table-client.ts";
import { givenFigure } from "../docs/cost-figures.ts";
import { smallConfiguration, startCountedApp, trailThrough } from "../support/app/counted-app.ts";
import { hurryTime } from "../support/app/hurried-time.ts";
import { idsAnswered, makeCalls } from "../support/app/make-calls.ts";
import { eventually } from "../support/eventually.ts";
import { billedBytes } from "../support/stores/billed-bytes.ts";
import { daysAgo, instantAt } from "../support/trail/retention.ts";
import { allRows, type CallFacts, callEvent, chainOf, project } from "../support/trail/trail.ts";

// What docs/cost.md reckons with, counted on the genuine clients: requests to Table Storage, sends to Event Hubs, bytes.

afterEach(() => vi.restoreAllMocks());

/** Calls whose ids spread over all shards and partitions, and in the same way every time. */
const manyEvents = (count: number, facts: CallFacts = {}) =>
  chainOf(
    Array.from({ length: count }, (_, i) =>
      callEvent({ ...facts, id: `0198c1f0-5a3e-7cc2-9d55-${i.toString(16).padStart(12, "0")}`, callId: `call-${i}` }),
    ),
  );

const emergency = {
  callId: "f81d4fae-7dec-11d0-a765-00a0c91e6bf6@sbc1.example.net",
  ingress: "zoom",
  tenant: "contoso",
  calledParty: "+44999",
  callingParty: "+441632960123",
  territory: "GB",
  receivedAt: "2026-11-22T12:35:01.123Z",
  attributes: { trunk: "zoom-eu-1" },
};
const ordinary = { ...emergency, calledParty: "+442071838750" };
const outcome = {
  callId: emergency.callId,
  finalStatus: 200,
  routeName: "emergency-a",
  answeredAt: "2026-11-22T12:35:04.020Z",
  endedAt: "2026-11-22T12:41:17.411Z",
  attempts: [{ routeName: "emergency-a", status: 200, atMs: 2890 }],
};

describe("calls", () => {
  it("ask Table Storage nothing but which version is active, every two seconds, however many they are", async () => {
    const { app, tables } = await startCountedApp({ CONFIG_CHECK_EVERY_MS: "2000" });
    const time = hurryTime();
    const before = tables.operations().length;
    const looks = () => tables.operations().length - before;
    const spent = await tables.during(async () => {
      for (let look = 1; look <= 3; look += 1) {
        time.pass(2_000);
        await makeCalls(app.url, 200, { atOnce: 20 });
        await eventually(() => expect(looks()).toBeGreaterThanOrEqual(look));
      }
    });
    expect(spent.byName).toEqual({ "GET EmergencyConfig": spent.requests });
    expect(spent.requests).toBeLessThanOrEqual((spent.elapsedMs / 1_000) * givenFigure("pollsASecond") + 1);
  });

  it("that are emergencies are a send each when they come alone, share sends when 200 come at once, and others send nothing", async () => {
    const { app, tables, sendsDuring } = await startCountedApp();
    await makeCalls(app.url, 20);
    const spent = await tables.during(async () => {
      const alone = await sendsDuring(() => makeCalls(app.url, 20, { atOnce: 1 }));
      expect(alone / 20).toBe(givenFigure("sendsAlone"));
      // On a machine so busy that calls come one by one, none can share: then it is tried again.
      await eventually(async () => {
        const together = await sendsDuring(() => makeCalls(app.url, 600, { atOnce: 200 }));
        expect(together / 600).toBeLessThanOrEqual(givenFigure("sendsTogether"));
      });
      expect(await sendsDuring(() => Promise.all(Array.from({ length: 50 }, () => app.call(ordinary))))).toBe(0);
    });
    const { "GET EmergencyConfig": _, ...others } = spent.byName;
    expect(others).toEqual({});
  });

  it("are a write to the outbox each while Event Hubs is down, and share writes when 200 come at once", async () => {
    const { app, tables, hub } = await startCountedApp({ AUDIT_PUBLISH_BUDGET_MS: "250" });
    await hub.inject({ kind: "down" });
    await makeCalls(app.url, 20);
    const alone = await tables.during(() => makeCalls(app.url, 20, { atOnce: 1 }));
    expect(alone.byName).toEqual({ "POST AuditOutbox": 20 * givenFigure("queueAlone") });
    // Each write waits up to 25 ms for the one before it: on a machine so busy that calls come further apart, none can share.
    await eventually(async () => {
      const together = await tables.during(async () => {
        const { answered } = await makeCalls(app.url, 600, { atOnce: 200 });
        expect(idsAnswered(answered, "queued")).toHaveLength(600);
      });
      expect(together.requests / 600).toBeLessThanOrEqual(givenFigure("queueTogether"));
    });
    await hub.inject({ kind: "none" });
  });
});

it("an event is projected by two requests alone, by far less in a batch, and by more when it is there already", async () => {
  const { tables } = await startCountedApp();
  const trail = trailThrough((name) => tableClient(tables, name));
  const requestsFor = async (events: readonly unknown[]) =>
    (await tables.during(() => project(trail, events))).requests;
  const [first, ...batch] = manyEvents(257);
  expect(await requestsFor([first])).toBe(givenFigure("projectAlone"));
  expect(await requestsFor(batch)).toBe(givenFigure("projectBatch"));
  expect(await requestsFor([first])).toBe(givenFigure("projectAgain"));
  expect(await requestsFor(batch)).toBe(givenFigure("projectBatchAgain"));
});

it.each([
  [0, 0, "drainEmpty"],
  [1, 1, "drainOne"],
  [160, 16, "drainMany"],
])("a drain of %i events makes %i sends", async (count, sends, figure) => {
  const { app, tables, uncounted, sendsDuring } = await startCountedApp();
  for (const event of manyEvents(count)) await outboxTable(uncounted("AuditOutbox")).put(event, 5_000);
  const spent = await tables.during(async () => {
    expect(await sendsDuring(() => app.trigger("drain-outbox"))).toBe(sends);
  });
  expect(spent.requests).toBe(givenFigure(figure));
});

it("a tidying and a purge with nothing to do make as many requests as written down", async () => {
  const { app, tables } = await startCountedApp({}, starterConfiguration());
  const requestsOf = async (timer: string) => (await tables.during(() => app.trigger(timer))).requests;
  expect(await requestsOf("tidy-configuration")).toBe(givenFigure("tidy"));
  expect(await requestsOf("purge-audit")).toBe(givenFigure("purgeIdle"));
});

it("the watch makes as many requests as written down, with nothing new and with one new call", async () => {
  const { app, tables } = await startCountedApp({ "AzureWebJobs.project-audit.Disabled": "0" }, starterConfiguration());
  // The first run of an hour tidies too.
  const leftMs = 3_600_000 - (Date.now() % 3_600_000);
  if (leftMs < 30_000) await delay(leftMs + 100);
  const watch = async () => (await tables.during(() => app.trigger("watch-calls"))).requests;
  // The first run reads what was there before.
  await watch();
  expect(await watch()).toBe(givenFigure("watchIdle"));
  const before = tables.operations().length;
  const notes = () =>
    tables
      .operations()
      .slice(before)
      .filter(({ name }) => name.endsWith(" Watch")).length;
  await app.post(emergency);
  await eventually(() => expect(notes()).toBe(givenFigure("projectNote")));
  expect(await watch()).toBe(givenFigure("watchOne"));
});

it("a purge of 800 events names them in one event and deletes them in transactions", async () => {
  const { app, tables, uncounted, sendsDuring } = await startCountedApp({}, starterConfiguration());
  await project(trailThrough(uncounted), manyEvents(800, { at: instantAt(daysAgo(403)) }));
  const spent = await tables.during(async () => {
    expect(await sendsDuring(() => app.trigger("purge-audit"))).toBe(1);
  });
  expect(await allRows(uncounted("AuditByCall"))).toEqual([]);
  expect(spent.requests).toBe(givenFigure("purge800"));
});

it("a look at the health of an instance is a request for the tables and one for the outbox, and for its life none", async () => {
  const { app, tables } = await startCountedApp();
  const look = (which: string) => tables.during(() => fetch(`${app.url}/api/v1/health/${which}`));
  // A store that takes longer than a second is left out, and an answer is kept for a second.
  await eventually(async () => expect((await look("ready")).requests).toBe(givenFigure("ready")), 1_100);
  expect((await look("live")).requests).toBe(0);
});

it.each([
  ["a small", smallConfiguration, "changeSmall"],
  ["the starter", starterConfiguration(), "change"],
])("a change of one number in %s configuration reads all of it three times and writes it once", async (...given) => {
  const [, document, figure] = given;
  const { app, tables, sendsDuring } = await startCountedApp({}, document);
  const item = { territory: "GB", shortCode: "999", class: "emergency", note: "CHG0012345" };
  const change = {
    baseVersion: 1,
    reason: "CHG0012345",
    operations: [{ op: "put", kind: "number", item }],
    confirm: ["changes-services"],
  };
  const ask = () => fetch(`${app.url}/api/v1/config/changes`, { method: "POST", body: JSON.stringify(change) });
  const spent = await tables.during(async () => {
    expect(await sendsDuring(async () => expect((await ask()).status).toBe(201))).toBe(1);
  });
  const items = await documentItems(document);
  const pages = Math.ceil((await packItems(items)).parts.length / 25);
  expect(spent.requests).toBe(givenFigure(figure));
  const looksForRows = Math.ceil(items.length / 1_000);
  expect(spent.requests).toBe(4 * pages + looksForRows + Math.ceil(items.length / 20) + givenFigure("changeFixed"));
});

it("answers, events and rows are as large as written down, to two in a hundred", async () => {
  const { app, uncounted } = await startCountedApp(
    { "AzureWebJobs.project-audit.Disabled": "0" },
    starterConfiguration(),
  );
  const sizes: Record<string, number> = {};
  for (const [figure, call] of Object.entries({ answerBytes: ordinary, emergencyAnswerBytes: emergency }))
    sizes[figure] = await answerBytes(await app.post(call));
  await fetch(`${app.url}/api/v1/call-outcomes`, { method: "POST", body: JSON.stringify(outcome) });
  const rows = async () => [...(await allRows(uncounted("AuditTrail"))), ...(await allRows(uncounted("AuditByCall")))];
  // The chain's first event is in the trail alone.
  await eventually(async () => expect(await rows()).toHaveLength(5));
  for (const row of await rows()) {
    const kind = /^emergency-call\.(decided|outcome)\.v1$/.exec(String(row.type))?.[1];
    if (kind === undefined) continue;
    sizes[`${kind}Bytes`] = Buffer.byteLength(String(row.event0));
    sizes[`${kind}RowBytes`] = billedBytes(row);
  }
  const differing = Object.entries(sizes).filter(([figure, bytes]) => Math.abs(bytes / givenFigure(figure) - 1) > 0.02);
  expect(differing).toEqual([]);
  expect(Object.keys(sizes)).toHaveLength(6);
});

/** An answer as it goes over the wire. */
async function answerBytes(answer: Response): Promise<number> {
  const headers = [...answer.headers].map(([name, value]) => `${name}: ${value}\r\n`).join("");
  return "HTTP/1.1 200 OK\r\n\r\n".length + headers.length + (await answer.arrayBuffer()).byteLength;
}
