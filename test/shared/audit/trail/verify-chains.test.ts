import type { TableClient, TableEntity } from "@azure/data-tables";
import { v7 as uuidv7 } from "uuid";
import { beforeEach, describe, expect, it } from "vitest";
import type { AuditEvent, ChainedEvent } from "../../../../shared/audit/audit-event.ts";
import { eventHash } from "../../../../shared/audit/hash-chain.ts";
import { readEvent } from "../../../../shared/audit/read-event.ts";
import { readElsewhere } from "../../../../shared/audit/trail/read-elsewhere.ts";
import { readAll } from "../../../../shared/audit/trail/read-trail.ts";
import { trailKeys } from "../../../../shared/audit/trail/trail-keys.ts";
import { eventTextOf, rowsOf } from "../../../../shared/audit/trail/trail-row.ts";
import type { TrailTables } from "../../../../shared/audit/trail/trail-tables.ts";
import { type VerificationOptions, verifyChains } from "../../../../shared/audit/trail/verify-chains.ts";
import type { ChainReport } from "../../../../shared/audit/verification/chain-report.ts";
import { monotonic } from "../../../../shared/clock.ts";
import { splitText } from "../../../../shared/tables/split-text.ts";
import { useTables } from "../../../support/stores/use-tables.ts";
import { allRows, callEvent, chainOf, chainOfCalls, freshTrail, project } from "../../../support/trail/trail.ts";

const azurite = useTables();
const from = "2026-11-22T11:00:00.000Z";
const to = "2026-11-22T14:00:00.000Z";
const begunAt = "2026-11-22T12:59:55.000Z";
const chainId = "chain-a";
const otherChainId = "chain-b";

let tables: TrailTables;
let events: readonly ChainedEvent[];

beforeEach(async () => {
  tables = await freshTrail(azurite.running());
  events = chainOfCalls(10, begunAt, {}, chainId);
  await project(tables, [...events, ...chainOfCalls(4, begunAt, {}, otherChainId)]);
});

const verify = (window = { from, to }, options: Partial<VerificationOptions> = {}) =>
  verifyChains(
    readAll(tables, { ...window, callId: null, filters: {} }, () => false),
    window,
    {
      now: () => Date.parse(to),
      clock: monotonic,
      budgetMs: 60_000,
      openForMs: 15 * 60_000,
      ...options,
    },
  );

/** What is wrong by chain: nothing where a chain is intact. */
async function faults(): Promise<Record<string, Partial<ChainReport>>> {
  const { chains, intact } = await verify();
  const bad = chains.filter((chain) => !chain.intact);
  expect(intact).toBe(bad.length === 0);
  return Object.fromEntries(
    bad.map(({ chainId, gaps, brokenLinks, edited, misplaced, duplicates, afterClose }) => {
      const lists = { gaps, brokenLinks, edited, misplaced, duplicates, afterClose };
      return [chainId, Object.fromEntries(Object.entries(lists).filter(([, list]) => list.length > 0))];
    }),
  );
}

async function rowOf(sequence: number, chain = chainId) {
  const rows = await allRows(tables.trail);
  const row = rows.find((each) => each.chainId === chain && each.sequence === sequence);
  if (row === undefined) throw new Error(`no row of ${sequence}`);
  const { etag: _, timestamp: __, ...entity } = row;
  return entity as TableEntity<Record<string, unknown>>;
}

const eventAt = (sequence: number): ChainedEvent => {
  const event = events[sequence - 1];
  if (event === undefined) throw new Error(`no event ${sequence}`);
  return event;
};

const replace = (client: TableClient, entity: TableEntity<Record<string, unknown>>) =>
  client.updateEntity(entity, "Replace");

/** Gives an event other content and a hash that fits it, as somebody would who knows how it is made. */
function rehashed(event: ChainedEvent, change: (event: ChainedEvent) => ChainedEvent): ChainedEvent {
  const changed = change(structuredClone(event) as ChainedEvent);
  const { hash: _, ...place } = changed.data.chain;
  const hash = eventHash({ ...changed, data: { ...changed.data, chain: place } });
  return { ...changed, data: { ...changed.data, chain: { ...place, hash } } };
}

/** The row that the product itself would write of an event. */
function genuineRow(event: ChainedEvent) {
  const read = readEvent(JSON.parse(JSON.stringify(event)));
  if ("reason" in read) throw new Error(read.detail);
  return rowsOf(read).trail;
}

const asTest = (event: ChainedEvent): ChainedEvent => ({
  ...event,
  data: { ...event.data, decision: { ...Reflect.get(event.data, "decision"), class: "test" } } as ChainedEvent["data"],
});

describe("a trail that nobody touched", () => {
  it("is intact, each chain from its first to its last event", async () => {
    const report = await verify();
    expect(report).toMatchObject({
      from,
      to,
      verifiedTo: to,
      complete: true,
      intact: true,
      events: 14,
      unreadable: [],
    });
    expect(
      report.chains.map((chain) => [chain.chainId, chain.events, chain.firstSequence, chain.lastSequence]),
    ).toEqual(
      expect.arrayContaining([
        [chainId, 10, 1, 10],
        [otherChainId, 4, 1, 4],
      ]),
    );
    const own = report.chains.find((chain) => chain.chainId === chainId);
    expect(own).toMatchObject({ previousHash: null, lastHash: eventAt(10).data.chain.hash, firstAt: begunAt });
  });

  it("is intact when events of a chain are out of order in time, and when some come twice or through the outbox", async () => {
    tables = await freshTrail(azurite.running());
    const times = [5, 1, 9, 3, 3, 3, 2, 8];
    const odd = chainOf(times.map((second) => callEvent({ at: `2026-11-22T12:00:0${second}.000Z` })));
    await project(tables, [...odd].reverse());
    await project(tables, odd);
    expect(await faults()).toEqual({});
  });

  it("is judged by what the window holds", async () => {
    const part = { from: "2026-11-22T12:59:58.000Z", to: "2026-11-22T13:00:02.000Z" };
    const { intact, chains } = await verify(part);
    expect(intact).toBe(true);
    expect(chains.find((chain) => chain.chainId === chainId)).toMatchObject({
      firstSequence: 4,
      lastSequence: 7,
      previousHash: eventAt(3).data.chain.hash,
      lastHash: eventAt(7).data.chain.hash,
    });
  });

  it("tells which chains are closed, open or without an end", async () => {
    const closing: AuditEvent = {
      ...callEvent({ at: "2026-11-22T12:00:00.000Z" }),
      type: "emergency-audit.chain-closed.v1",
    };
    await project(tables, [
      ...chainOf([callEvent({ at: "2026-11-22T11:30:00.000Z" }), closing], "closed"),
      ...chainOf([callEvent({ at: "2026-11-22T13:50:00.000Z" })], "open"),
      ...chainOf([callEvent({ at: "2026-11-22T13:40:00.000Z" })], "unclosed"),
    ]);
    const { chains, intact } = await verify();
    expect(intact).toBe(true);
    expect(Object.fromEntries(chains.map(({ chainId, state }) => [chainId, state]))).toMatchObject({
      closed: "closed",
      open: "open",
      unclosed: "unclosed",
    });
  });
});

describe("tampering is named by chain and sequence:", () => {
  it("an edited event", async () => {
    await replace(tables.trail, {
      ...(await rowOf(5)),
      ...splitText("event", JSON.stringify(asTest(eventAt(5)))),
      class: "test",
    });
    expect(await faults()).toEqual({ [chainId]: { edited: [5] } });
  });

  it("an edited event with a hash that fits", async () => {
    const forged = rehashed(eventAt(5), asTest);
    await replace(tables.trail, { ...(await rowOf(5)), ...genuineRow(forged) });
    expect(await faults()).toEqual({ [chainId]: { brokenLinks: [6] } });
  });

  it("an edited column", async () => {
    await replace(tables.trail, { ...(await rowOf(5)), territory: "FR" });
    expect(await faults()).toEqual({ [chainId]: { misplaced: [5] } });
  });

  it("an event that cannot be read any more", async () => {
    await replace(tables.trail, { ...(await rowOf(5)), event0: "{" });
    expect(await faults()).toEqual({ [chainId]: { edited: [5], gaps: [{ from: 5, to: 5 }] } });
  });

  it("a row of which nothing is left", async () => {
    const { partitionKey, rowKey } = await rowOf(5);
    await replace(tables.trail, { partitionKey, rowKey });
    expect(await faults()).toEqual({ [chainId]: { gaps: [{ from: 5, to: 5 }] } });
    expect((await verify()).unreadable).toEqual([{ partitionKey, rowKey }]);
  });

  it.each([[5], [5, 6, 8]])("deleted events %j", async (...sequences) => {
    for (const sequence of sequences) {
      const { partitionKey, rowKey } = await rowOf(sequence);
      await tables.trail.deleteEntity(partitionKey, rowKey);
    }
    const gaps =
      sequences.length === 1
        ? [{ from: 5, to: 5 }]
        : [
            { from: 5, to: 6 },
            { from: 8, to: 8 },
          ];
    expect(await faults()).toEqual({ [chainId]: { gaps } });
  });

  it("a deleted beginning, when the chain's id says that it began in the window", async () => {
    const id = uuidv7({ msecs: Date.parse(begunAt) - 1_000 });
    const chain = chainOfCalls(4, begunAt, {}, id);
    await project(tables, chain.slice(2));
    expect(await faults()).toEqual({ [id]: { gaps: [{ from: 1, to: 2 }] } });
  });

  it("an inserted event, copied from another and given a new id and time", async () => {
    const copy = { ...eventAt(5), id: "forged", time: "2026-11-22T12:30:00.000Z" };
    await tables.trail.createEntity(genuineRow(copy));
    expect(await faults()).toEqual({ [chainId]: { edited: [5], duplicates: [5] } });
  });

  it("an inserted event with a hash that fits", async () => {
    const copy = rehashed(eventAt(5), (event) => ({ ...event, id: "forged" }));
    await tables.trail.createEntity(genuineRow(copy));
    const { [chainId]: found } = await faults();
    expect(found?.duplicates).toEqual([5]);
  });

  it("an event appended to a chain that was closed", async () => {
    const closed = chainOf(
      [
        callEvent({ at: begunAt }),
        { ...callEvent({ at: begunAt }), type: "emergency-audit.chain-closed.v1" },
        callEvent({ at: begunAt }),
      ],
      "closed",
    );
    await project(tables, closed);
    expect(await faults()).toEqual({ closed: { afterClose: [3] } });
  });

  it("two rows with their events swapped", async () => {
    const [third, seventh] = [await rowOf(3), await rowOf(7)];
    await replace(tables.trail, { ...third, event0: seventh.event0 });
    await replace(tables.trail, { ...seventh, event0: third.event0 });
    expect(await faults()).toEqual({ [chainId]: { misplaced: [3, 7] } });
  });

  it("two events that were given each other's place in the chain", async () => {
    const [third, seventh] = [eventAt(3), eventAt(7)];
    const withPlaceOf = (event: ChainedEvent, other: ChainedEvent): ChainedEvent => ({
      ...event,
      data: { ...event.data, chain: other.data.chain },
    });
    for (const moved of [withPlaceOf(third, seventh), withPlaceOf(seventh, third)])
      await tables.trail.upsertEntity(genuineRow(moved), "Replace");
    expect(await faults()).toEqual({ [chainId]: { edited: [3, 7] } });
  });

  it("two events swapped, each with a hash that fits", async () => {
    const withSequence = (sequence: number) => (event: ChainedEvent) => ({
      ...event,
      data: { ...event.data, chain: { ...eventAt(sequence).data.chain } },
    });
    const third = rehashed(eventAt(3), withSequence(7));
    const seventh = rehashed(eventAt(7), withSequence(3));
    for (const forged of [third, seventh]) await tables.trail.upsertEntity(genuineRow(forged), "Replace");
    expect(await faults()).toEqual({ [chainId]: { brokenLinks: [4, 8] } });
  });

  it("an event moved to another chain", async () => {
    const moved = {
      ...eventAt(5),
      data: { ...eventAt(5).data, chain: { ...eventAt(5).data.chain, id: otherChainId } },
    };
    await replace(tables.trail, { ...(await rowOf(5)), ...splitText("event", JSON.stringify(moved)) });
    expect(await faults()).toEqual({
      [chainId]: { gaps: [{ from: 5, to: 5 }] },
      [otherChainId]: { edited: [5], misplaced: [5], brokenLinks: [5] },
    });
  });
});

describe("a window whose end is still to come", () => {
  const late = "2999-01-01T00:00:00.000Z";

  it.each([
    ["is verified to now", from, "2026-11-22T12:10:00.000Z", "2026-11-22T12:10:00.000Z"],
    ["is not verified at all before it has begun", to, from, to],
    ["is verified to its end, once that is over", from, late, to],
  ])("%s", async (_, begin, now, verifiedTo) => {
    const report = await verify({ from: begin, to: begin === to ? late : to }, { now: () => Date.parse(now) });
    expect(report).toMatchObject({ verifiedTo, complete: true });
  });
});

describe("a window that is more than there is time for", () => {
  it("is verified as far as the report says", async () => {
    tables = await freshTrail(azurite.running());
    await project(tables, chainOfCalls(200, "2026-11-22T12:00:00.000Z", {}, chainId));
    let nowMs = 0;
    const report = await verify({ from, to }, { clock: () => (nowMs += 10), budgetMs: 25 });
    expect(report).toMatchObject({ complete: false, intact: true });
    expect(report.events).toBeLessThan(200);
    const rest = await verify({ from: report.verifiedTo, to });
    expect(rest.chains[0]?.previousHash).toBe(report.chains[0]?.lastHash);
    expect(report.events + rest.events).toBe(200);
  });
});

it("an event's text is read back from a row as it was written", async () => {
  expect(eventTextOf(await rowOf(1))).toBe(JSON.stringify(eventAt(1)));
});

describe("a change that was recorded long after it was made", () => {
  const at = (minute: number) => new Date(Date.parse("2026-11-22T12:00:00.000Z") + minute * 60_000).toISOString();
  const change = (time: string): AuditEvent => ({
    ...callEvent({ at: time }),
    type: "emergency-config.changed.v1",
    data: { change: { version: 2 } },
  });
  const hours = [
    { from: at(0), to: at(60) },
    { from: at(60), to: at(120) },
    { from: at(0), to: at(120) },
  ];
  const earlierThan = (before: string) => () =>
    readAll(
      tables,
      { from: "2026-11-01T00:00:00.000Z", to: before, callId: null, filters: { type: "emergency-config.changed.v1" } },
      () => false,
    );

  beforeEach(async () => {
    tables = await freshTrail(azurite.running());
    // The fifth event is of the first hour by its time, and of the second by its place.
    const recorded = [at(1), at(2), at(70), at(80)].map((time) => callEvent({ at: time }));
    recorded.splice(4, 0, callEvent({ at: at(90) }));
    events = chainOf([...recorded.slice(0, 4), change(at(30)), ...recorded.slice(4)], chainId);
    await project(tables, events);
  });

  it.each(hours)("is missed in no window, whether it holds its time or its place: %j", async (window) => {
    const report = await verify(window, { readEarlier: earlierThan(window.from) });
    expect(report).toMatchObject({ intact: true, chains: [{ gaps: [], duplicates: [] }] });
  });

  it("is missed when it was taken away", async () => {
    const row = await rowOf(5);
    await tables.trail.deleteEntity(String(row.partitionKey), String(row.rowKey));
    const [, second] = hours;
    if (second === undefined) throw new Error("no window");
    const report = await verify(second, { readEarlier: earlierThan(second.from) });
    expect(report).toMatchObject({ intact: false, chains: [{ gaps: [{ from: 5, to: 5 }] }] });
  });
});

describe("a chain whose instance's clock was set an hour ahead, and right again", () => {
  const times = ["12:10", "12:11", "13:12", "13:13", "13:14", "12:15", "12:16"];
  const hour = { from: "2026-11-21T12:00:00.000Z", to: "2026-11-21T13:00:00.000Z" };

  async function setUp() {
    const own = await freshTrail(azurite.running());
    const chain = chainOf(times.map((at) => callEvent({ at: `2026-11-21T${at}:00.000Z` })));
    await project(own, chain);
    const verifyHour = () =>
      verifyChains(
        readAll(own, { ...hour, callId: null, filters: {} }, () => false),
        hour,
        {
          now: () => Date.parse("2026-11-22T00:00:00.000Z"),
          clock: monotonic,
          budgetMs: 60_000,
          openForMs: 15 * 60_000,
          readElsewhere: (chain) => readElsewhere(own, hour, chain),
        },
      );
    return { own, chain, verifyHour };
  }

  it("has no gap in the hour: what is not there stands in the next, and is counted there", async () => {
    const { verifyHour } = await setUp();
    expect(await verifyHour()).toMatchObject({
      intact: true,
      events: 4,
      chains: [{ events: 4, firstSequence: 1, lastSequence: 7, gaps: [], elsewhere: [{ from: 3, to: 5 }] }],
    });
  });

  it("has one where an event of the other hour is gone, or is not what was recorded", async () => {
    const { own, chain, verifyHour } = await setUp();
    const rowOf = async (index: number) => {
      const { partitionKey, rowKey } = trailKeys(chain[index] ?? { id: "", time: from });
      return { partitionKey, rowKey };
    };
    const { partitionKey, rowKey } = await rowOf(3);
    await own.trail.deleteEntity(partitionKey, rowKey);
    expect((await verifyHour()).chains).toMatchObject([{ gaps: [{ from: 4, to: 4 }], intact: false }]);
    const edited = JSON.stringify({ ...chain[2], subject: "somebody else" });
    await own.trail.updateEntity({ ...(await rowOf(2)), ...splitText("event", edited) }, "Merge");
    expect((await verifyHour()).chains).toMatchObject([{ gaps: [{ from: 3, to: 4 }], intact: false }]);
  });
});
