import { describe, expect, it } from "vitest";
import type { ChainedEvent } from "../../../../shared/audit/audit-event.ts";
import { pairPositions } from "../../../../shared/audit/trail/pair-positions.ts";
import { projectMessages } from "../../../../shared/audit/trail/project-messages.ts";
import { eventTextOf } from "../../../../shared/audit/trail/trail-row.ts";
import type { TrailTables } from "../../../../shared/audit/trail/trail-tables.ts";
import { DependencyError } from "../../../../shared/dependency-error.ts";
import { tableClient } from "../../../../shared/tables/table-client.ts";
import { recordingLog } from "../../../support/log/recording-log.ts";
import { startProxy } from "../../../support/stores/start-proxy.ts";
import { freshTable, useTables } from "../../../support/stores/use-tables.ts";
import {
  allRows,
  callEvent,
  chainOf,
  chainOfCalls,
  freshTrail,
  noneIll,
  project,
} from "../../../support/trail/trail.ts";

const azurite = useTables();
const from = "2026-11-22T12:59:58.000Z";

const eventsIn = async (client: TrailTables["trail"]): Promise<readonly ChainedEvent[]> =>
  (await allRows(client)).map((row) => JSON.parse(eventTextOf(row) ?? "null"));

const inSequence = (events: readonly ChainedEvent[]) =>
  [...events].sort((a, b) => a.data.chain.sequence - b.data.chain.sequence);

const lettersIn = async ({ deadLetters }: TrailTables) =>
  (await allRows(deadLetters)).map(({ rowKey, reason, body0 }) => ({ rowKey, reason, body0 }));

describe("projected events", () => {
  it("are in the trail and under their calls, whole, whatever their chains and hours", async () => {
    const tables = await freshTrail(azurite.running());
    const events = [...chainOfCalls(7, from), ...chainOfCalls(5, "2026-11-23T00:00:00.000Z", { callId: "other" })];
    await project(tables, events);
    const byTime = [...events].sort((a, b) => a.time.localeCompare(b.time));
    const ids = (stored: readonly ChainedEvent[]) => stored.map(({ id }) => id).sort();
    expect(ids(await eventsIn(tables.trail))).toEqual(ids(byTime));
    expect(ids(await eventsIn(tables.byCall))).toEqual(ids(byTime));
    expect(inSequence(await eventsIn(tables.trail)).slice(0, 2)).toEqual(
      expect.arrayContaining([events[0], events[7]]),
    );
  });

  it("can be read by people: what happened, to which call, by which configuration", async () => {
    const tables = await freshTrail(azurite.running());
    const flags = ["ambiguous-territory", "invalid:tenant"];
    const [event] = chainOf([
      callEvent({ callId: "a/b#c?d\\e\n'f", flags, request: { tenant: "contoso" }, at: "2026-11-22T12:00:00.5Z" }),
    ]);
    await project(tables, [event]);
    const [row] = await allRows(tables.trail);
    expect(row).toMatchObject({
      partitionKey: expect.stringMatching(/^[0-3]-2026-11-22T12$/),
      rowKey: `2026-11-22T12:00:00.500Z_${event?.id}`,
      type: "emergency-call.decided.v1",
      subject: "a/b#c?d\\e\ufffd'f",
      class: "emergency",
      territory: "GB",
      tenant: "contoso",
      flags: "ambiguous-territory invalid:tenant",
      flag_ambiguous_territory: true,
      flag_invalid_tenant: true,
      configVersion: 1,
      chainId: event?.data.chain.id,
      sequence: 1,
      hash: event?.data.chain.hash,
    });
  });

  it("that are about no call are in the trail alone", async () => {
    const tables = await freshTrail(azurite.running());
    await project(tables, chainOf([{ ...callEvent(), type: "emergency-audit.chain-opened.v1" }]));
    expect(await eventsIn(tables.trail)).toHaveLength(1);
    expect(await eventsIn(tables.byCall)).toHaveLength(0);
  });

  it.each([
    "+44999".repeat(20_000),
    "é😀".repeat(400),
    "\u0000\u0001\ud800\udfff\ud800",
    '--batch_x\r\nHTTP/1.1 409\r\n\r\n{"odata.error":1}',
  ])("are kept as they were, long or odd (%#)", async (calledParty) => {
    const tables = await freshTrail(azurite.running());
    const events = chainOf([callEvent({ request: { calledParty } }), callEvent({ callId: calledParty })]);
    await project(
      tables,
      events.map((event) => JSON.parse(JSON.stringify(event))),
    );
    expect(inSequence(await eventsIn(tables.trail))).toEqual(events);
    expect(inSequence(await eventsIn(tables.byCall))).toEqual(events);
  });

  it("come as objects, as text or as bytes", async () => {
    const tables = await freshTrail(azurite.running());
    const [first, second, third] = chainOfCalls(3, from);
    await project(tables, [first, JSON.stringify(second), Buffer.from(JSON.stringify(third))]);
    expect(inSequence(await eventsIn(tables.trail))).toEqual([first, second, third]);
  });

  it("make transactions that the store takes, however many there are", async () => {
    const tables = await freshTrail(azurite.running());
    await project(tables, [...chainOfCalls(700, "2026-11-22T12:00:00.000Z")]);
    expect(await eventsIn(tables.trail)).toHaveLength(700);
    expect(await eventsIn(tables.byCall)).toHaveLength(700);
  });

  it("tell how late they are", async () => {
    const tables = await freshTrail(azurite.running());
    const lags: number[] = [];
    const now = () => Date.parse(from) + 5_000;
    await projectMessages(pairPositions(chainOfCalls(2, from), []), {
      tables,
      illRows: noneIll,
      log: recordingLog(),
      now,
      onProjected: ({ time }, begunMs) => void lags.push(begunMs - Date.parse(time)),
    });
    expect(lags.sort()).toEqual([4_000, 5_000]);
  });
});

describe("what comes again", () => {
  it.each<[string, (events: readonly ChainedEvent[]) => readonly (readonly unknown[])[]]>([
    ["in a second batch", (events) => [events, events]],
    ["twice in one batch", (events) => [[...events, ...events]]],
    ["in part, with something new", (events) => [events.slice(0, 4), events.slice(2)]],
    [
      "in another order of members",
      (events) => [events, events.map(({ data, id, ...rest }) => ({ data, ...rest, id }))],
    ],
    ["at the same time in two instances", (events) => [events, events]],
  ])("is there once: %s", async (name, batches) => {
    const tables = await freshTrail(azurite.running());
    const events = chainOfCalls(6, from);
    if (name.startsWith("at the same time")) await Promise.all(batches(events).map((batch) => project(tables, batch)));
    else for (const batch of batches(events)) await project(tables, batch);
    expect(inSequence(await eventsIn(tables.trail))).toEqual(events);
    expect(inSequence(await eventsIn(tables.byCall))).toEqual(events);
    expect(await lettersIn(tables)).toEqual([]);
  });

  it("as a different event of the same time and id stands beside the first, which stays", async () => {
    const tables = await freshTrail(azurite.running());
    const [event] = chainOf([callEvent({ id: "outcome-1" })]);
    const [other] = chainOf([callEvent({ id: "outcome-1", class: "test" })]);
    for (const batch of [[event], [other], [other, event]]) await project(tables, batch);
    expect((await eventsIn(tables.trail)).map(({ data }) => data.chain.id)).toEqual([
      event?.data.chain.id,
      other?.data.chain.id,
    ]);
  });
});

describe("a message that is no audit event", () => {
  const [event, later] = chainOfCalls(2, from);

  it.each<[string, unknown, string, string]>([
    ["text", "not JSON", "not-json", "not JSON"],
    ["a number", 18, "not-an-audit-event", "18"],
    ["null", null, "not-an-audit-event", "null"],
    ["nothing", "", "empty-body", ""],
    ["bytes that are no text", Buffer.from([0xff, 0xfe, 0x00]), "not-json", "//4A"],
    ["another shape", { hello: "world" }, "not-an-audit-event", '{"hello":"world"}'],
    ["an event without a chain", { ...event, data: {} }, "not-an-audit-event", '{"specversion"'],
    ["an event of an unknown kind", { ...event, type: "emergency-call.decided.v9" }, "not-an-audit-event", "{"],
    ["an event at no time", { ...event, time: "2026-02-30T00:00:00Z" }, "not-an-audit-event", "{"],
  ])("is kept aside with the reason, and the rest goes on: %s", async (_, body, reason, beginning) => {
    const tables = await freshTrail(azurite.running());
    const log = recordingLog();
    await project(tables, [body, later], log);
    expect(await eventsIn(tables.trail)).toEqual([later]);
    const [letter] = await lettersIn(tables);
    expect(letter).toMatchObject({ reason, body0: expect.stringContaining(beginning) });
    expect(log.lines.map(({ level, message }) => [level, message])).toEqual([
      ["error", "a message cannot be projected"],
    ]);
  });

  it("is told in the log by its place in the hub, not by what whoever sent it called it", async () => {
    const tables = await freshTrail(azurite.running());
    const log = recordingLog();
    const place = { partition: "1", sequence: "7", enqueuedAt: "2026-11-22T12:00:00.000Z" };
    const messages = pairPositions(["no JSON"], [{ ...place, messageId: "the message of +441632960123" }]);
    await projectMessages(messages, { tables, log, now: Date.now, illRows: noneIll });
    expect(log.lines).toMatchObject([{ level: "error", details: { reason: "not-json", position: place } }]);
    expect(JSON.stringify(log.lines)).not.toContain("1632960123");
  });

  it("is kept whole even when it is larger than a row", async () => {
    const tables = await freshTrail(azurite.running());
    const body = "abcdefghij".repeat(100_000);
    await project(tables, [body, later]);
    const rows = await allRows(tables.deadLetters);
    const text = rows.flatMap((row) =>
      Object.entries(row)
        .filter(([name]) => /^body\d+$/.test(name))
        .sort(([a], [b]) => Number(a.slice(4)) - Number(b.slice(4)))
        .map(([, part]) => part),
    );
    expect(text.join("")).toBe(body);
    expect(rows).toHaveLength(3);
  });

  it("is one when the event has more than a row holds", async () => {
    const tables = await freshTrail(azurite.running());
    await project(tables, [...chainOf([callEvent({ request: "x".repeat(460_000) })]), later]);
    expect(await eventsIn(tables.trail)).toEqual([later]);
    expect(await lettersIn(tables)).toMatchObject([{ reason: "too-large" }, { rowKey: expect.stringMatching(/~1$/) }]);
  });

  it("does no harm however deeply it is nested", async () => {
    const tables = await freshTrail(azurite.running());
    await project(tables, [JSON.parse(`${"[".repeat(200_000)}${"]".repeat(200_000)}`), later]);
    expect(await eventsIn(tables.trail)).toEqual([later]);
    expect(await lettersIn(tables)).toMatchObject([{ reason: "not-an-audit-event" }]);
  });

  it("is kept aside once, by day and place in the hub, however often it comes", async () => {
    const tables = await freshTrail(azurite.running());
    const position = { partition: "3", sequence: "17", enqueuedAt: "2026-11-21T23:59:59.000Z", messageId: null };
    for (let time = 0; time < 2; time++)
      await projectMessages(pairPositions(["{"], [position]), {
        tables,
        illRows: noneIll,
        log: recordingLog(),
        now: Date.now,
      });
    expect(await allRows(tables.deadLetters)).toMatchObject([
      { partitionKey: "2026-11-21", rowKey: expect.stringMatching(/^3-17_/), hubPartition: "3", hubSequence: "17" },
    ]);
  });
});

describe("a store that fails", () => {
  it("fails the batch, and another try completes it", async () => {
    const tables = await freshTrail(azurite.running());
    const missing = tableClient(azurite.running(), "NotThereYet");
    const events = chainOfCalls(5, from);
    await expect(project({ ...tables, byCall: missing }, ["poison", ...events])).rejects.toBeInstanceOf(
      DependencyError,
    );
    expect(inSequence(await eventsIn(tables.trail))).toEqual(events);
    expect(await lettersIn(tables)).toHaveLength(1);
    await missing.createTable();
    await project({ ...tables, byCall: missing }, ["poison", ...events]);
    expect(inSequence(await eventsIn(tables.trail))).toEqual(events);
    expect(inSequence(await eventsIn(missing))).toEqual(events);
    expect(await lettersIn(tables)).toHaveLength(1);
  });

  it("puts nothing under a call that the trail does not have", async () => {
    const tables = await freshTrail(azurite.running());
    const missing = tableClient(azurite.running(), "NeverThere");
    await expect(project({ ...tables, trail: missing }, chainOfCalls(5, from))).rejects.toBeInstanceOf(DependencyError);
    expect(await eventsIn(tables.byCall)).toEqual([]);
  });

  it.each([1, 6])("and has stored what its lost answer was about, has it once: %d events", async (count) => {
    const proxy = await startProxy(azurite.running());
    const [trail, byCall, deadLetters] = await Promise.all([1, 2, 3].map(() => freshTable(azurite.running())));
    if (trail === undefined || byCall === undefined || deadLetters === undefined) throw new Error("no table");
    proxy.loseAnswerTo("POST");
    const events = chainOfCalls(count, from);
    const lossy = { trail: tableClient(proxy, trail.tableName), byCall, deadLetters };
    await project(lossy, events).catch(() => project(lossy, events));
    expect(proxy.lost()).toBe(1);
    expect(inSequence(await eventsIn(trail))).toEqual(events);
    expect(inSequence(await eventsIn(byCall))).toEqual(events);
  });

  it("by saying nothing at all fails the batch too", async () => {
    const proxy = await startProxy(azurite.running());
    const tables = await freshTrail(azurite.running());
    proxy.fallSilent();
    const silent = { ...tables, trail: tableClient(proxy, tables.trail.tableName) };
    await expect(project(silent, chainOfCalls(1, from))).rejects.toBeInstanceOf(DependencyError);
  });
});
