import { randomUUID } from "node:crypto";
import { v7 as uuidv7 } from "uuid";
import { beforeEach, describe, expect, it } from "vitest";
import type { ChainedEvent } from "../../../../shared/audit/audit-event.ts";
import { type ChainKeys, makeChainKeys } from "../../../../shared/audit/chain-keys.ts";
import { eventHash, makeHashChain } from "../../../../shared/audit/hash-chain.ts";
import { readAll } from "../../../../shared/audit/trail/read-trail.ts";
import type { TrailTables } from "../../../../shared/audit/trail/trail-tables.ts";
import { verifyChains } from "../../../../shared/audit/trail/verify-chains.ts";
import { monotonic } from "../../../../shared/clock.ts";
import { useTables } from "../../../support/stores/use-tables.ts";
import { allRows, callEvent, freshTrail, project } from "../../../support/trail/trail.ts";

const azurite = useTables();
const window = { from: "2026-11-22T12:00:00.000Z", to: "2026-11-22T13:00:00.000Z" };
const at = (second: number): string => new Date(Date.parse(window.from) + second * 1_000).toISOString();
const count = 6;

const keysOf = (current: string, previous: readonly string[] = [], since = at(60), isSaid = true): ChainKeys =>
  makeChainKeys({ current, previous, keyedSince: { at: since, isSaid } });
const keys = keysOf("the key of the app, which nobody else has", ["the key that the app had before, for a year"]);
const previousKeys = keysOf("the key that the app had before, for a year");
const strangersKeys = keysOf("a key that somebody made up for himself");

/** A chain as an instance records it, a second an event. */
function chain(sign: ChainKeys["sign"] | undefined, from = 120, id = uuidv7({ msecs: Date.parse(at(from)) })) {
  const { append } = makeHashChain(id, sign);
  return Array.from({ length: count }, (_, index) =>
    append(callEvent({ at: at(from + index), callId: `call-${index}` })),
  );
}

const link = (event: ChainedEvent) => event.data.chain;

/** What somebody makes of an event who may write to the tables and knows how hashes are made. */
function forge(event: ChainedEvent, change: Partial<ChainedEvent> = {}, mac = link(event).mac): ChainedEvent {
  const { hash: _, mac: __, ...place } = link(event);
  const changed = { ...event, ...change, data: { ...event.data, latencyMs: 99 } };
  const hash = eventHash({ ...changed, data: { ...changed.data, chain: place } });
  return { ...changed, data: { ...changed.data, chain: { ...place, hash, ...(mac === undefined ? {} : { mac }) } } };
}

/** The whole chain made anew, each event with a hash that fits. */
function forgeChain(
  events: readonly ChainedEvent[],
  macOf: (hash: string, old: ChainedEvent) => ReturnType<ChainKeys["sign"]> | undefined,
) {
  let previousHash: string | null = null;
  return events.map((event) => {
    const { hash: _, mac: __, ...place } = { ...link(event), previousHash };
    const changed = { ...event, data: { ...event.data, latencyMs: 99 } };
    const hash: string = eventHash({ ...changed, data: { ...changed.data, chain: place } });
    previousHash = hash;
    const mac = macOf(hash, event);
    return { ...changed, data: { ...changed.data, chain: { ...place, hash, ...(mac === undefined ? {} : { mac }) } } };
  });
}

let tables: TrailTables;
let genuine: readonly ChainedEvent[];
let genuineId: string;

beforeEach(async () => {
  tables = await freshTrail(azurite.running());
  genuine = chain(keys.sign);
  genuineId = genuine[0]?.data.chain.id ?? "";
  await project(tables, genuine);
});

const verify = (by: ChainKeys | null = keys) =>
  verifyChains(
    readAll(tables, { ...window, callId: null, filters: {} }, () => false),
    window,
    { now: () => Date.parse(window.to), clock: monotonic, budgetMs: 60_000, openForMs: 900_000, keys: by },
  );

async function reportOf(id: string, by: ChainKeys | null = keys) {
  const report = (await verify(by)).chains.find(({ chainId }) => chainId === id);
  if (report === undefined) throw new Error("there is no such chain");
  return report;
}

const sequences = Array.from({ length: count }, (_, index) => index + 1);

/** Puts events in the place of those in the trail. */
async function replaceWith(events: readonly ChainedEvent[]): Promise<void> {
  for (const row of await allRows(tables.trail)) await tables.trail.deleteEntity(row.partitionKey, row.rowKey);
  await project(tables, events);
}

describe("a chain with a key", () => {
  it("is keyed and intact", async () => {
    expect(await verify()).toMatchObject({
      keyed: true,
      intact: true,
      forged: [],
      chains: [{ keyed: true, forged: [] }],
    });
  });

  it("is so too when it was recorded with the key before", async () => {
    await project(tables, chain(previousKeys.sign));
    expect(await verify()).toMatchObject({ keyed: true, intact: true, forged: [] });
  });

  it("is judged by its hashes alone where there is no key to verify it with", async () => {
    expect(await verify(null)).toMatchObject({ keyed: false, intact: true, forged: [], chains: [{ keyed: false }] });
  });

  it("shows an edited event and a missing one as ever", async () => {
    await replaceWith(
      genuine
        .filter(({ data }) => data.chain.sequence !== 5)
        .map((event) => (event.data.chain.sequence === 2 ? { ...event, subject: "another call" } : event)),
    );
    expect(await reportOf(genuineId)).toMatchObject({
      edited: [2],
      gaps: [{ from: 5, to: 5 }],
      forged: [],
      intact: false,
    });
  });
});

describe("a chain that was made anew by somebody who may write to the tables", () => {
  const withoutMac = () => undefined;
  const copiedMac = (_: string, { data }: ChainedEvent) => data.chain.mac;
  const madeUpMac = (hash: string) => strangersKeys.sign(hash);
  const borrowedId = (hash: string) => ({ ...strangersKeys.sign(hash), keyId: keys.sign("").keyId });
  const noHex = () => ({ keyId: keys.sign("").keyId, value: "zz" });

  it.each<[string, Parameters<typeof forgeChain>[1]]>([
    ["without MACs", withoutMac],
    ["with the MACs of the genuine one", copiedMac],
    ["with MACs of another key under the name of ours", borrowedId],
    ["with MACs that are none", noHex],
  ])("%s is forged, in the place of the genuine one", async (_, macOf) => {
    await replaceWith(forgeChain(genuine, macOf));
    expect(await verify()).toMatchObject({
      intact: false,
      chains: [{ forged: sequences, intact: false, keyed: false }],
    });
  });

  it.each<[string, Parameters<typeof forgeChain>[1]]>([
    ["without MACs", withoutMac],
    ["with MACs of another key under the name of ours", borrowedId],
  ])("%s is forged, beside the genuine one, which stays intact", async (_, macOf) => {
    const forged = forgeChain(chain(undefined), macOf);
    await project(tables, forged);
    const report = await verify();
    expect(report).toMatchObject({ keyed: true, intact: false });
    expect(report.forged.map(({ eventId }) => eventId).sort()).toEqual(forged.map(({ id }) => id).sort());
    expect(await reportOf(genuineId)).toMatchObject({ intact: true, keyed: true, forged: [] });
    expect(await reportOf(forged[0]?.data.chain.id ?? "")).toMatchObject({ intact: false, forged: sequences });
  });

  it("with MACs of a key that nobody has is told by the name of that: nobody can vouch for it", async () => {
    const anew = forgeChain(chain(undefined), madeUpMac);
    await project(tables, anew);
    expect(await verify()).toMatchObject({ keyed: false, intact: false });
    expect(await reportOf(genuineId)).toMatchObject({ intact: true, keyed: true });
    expect(await reportOf(anew[0]?.data.chain.id ?? "")).toMatchObject({ intact: false, unknownKey: sequences });
  });

  it("is forged too when its events say that they are older than the key, but its id does not", async () => {
    const anew = forgeChain(chain(undefined, 0, uuidv7({ msecs: Date.parse(at(90)) })), withoutMac);
    await project(tables, anew);
    expect(await reportOf(anew[0]?.data.chain.id ?? "")).toMatchObject({ forged: sequences });
  });
});

describe("events that were forged into a chain", () => {
  it("are named with their rows, and the chain they are beside stays intact", async () => {
    const third = genuine[2];
    if (third === undefined) throw new Error("no event");
    const closing = { ...third, type: "emergency-audit.chain-closed.v1" as const };
    const forged = [forge(third, { id: randomUUID() }), forge(third), forge(closing, { id: randomUUID() }, undefined)];
    await project(tables, forged);
    expect(await reportOf(genuineId)).toMatchObject({
      intact: true,
      keyed: true,
      state: "unclosed",
      forged: [3],
      duplicates: [],
      brokenLinks: [],
      lastSequence: count,
    });
    const rows = await allRows(tables.trail);
    const report = await verify();
    expect(report.intact).toBe(false);
    expect(report.forged).toHaveLength(3);
    for (const { partitionKey, rowKey, eventId, sequence, chainId } of report.forged) {
      expect(rows.find((row) => row.partitionKey === partitionKey && row.rowKey === rowKey)).toMatchObject({ eventId });
      expect([sequence, chainId]).toEqual([3, genuineId]);
    }
  });

  it("leave a gap where they took a genuine event's place", async () => {
    await replaceWith(genuine.map((event) => (event.data.chain.sequence === 4 ? forge(event) : event)));
    expect(await reportOf(genuineId)).toMatchObject({ intact: false, forged: [4], gaps: [{ from: 4, to: 4 }] });
  });

  it("are seen where a row beside a genuine event holds nothing that can be read", async () => {
    const [row] = await allRows(tables.trail);
    if (row === undefined) throw new Error("no row");
    const { etag: _, timestamp: __, ...entity } = row;
    await tables.trail.createEntity({
      ...entity,
      partitionKey: row.partitionKey,
      rowKey: `${row.rowKey}1`,
      event0: "{",
    });
    expect(await reportOf(genuineId)).toMatchObject({ intact: true, edited: [], forged: [row.sequence] });
    expect((await verify()).intact).toBe(false);
  });
});

describe("events without MACs", () => {
  const old = () => chain(undefined, 0, uuidv7({ msecs: Date.parse(at(0)) }));

  it("that are older than the key are judged as ever", async () => {
    const before = old();
    await project(tables, before);
    expect(await verify()).toMatchObject({ keyed: false, intact: true, forged: [] });
    expect(await reportOf(before[0]?.data.chain.id ?? "")).toMatchObject({ keyed: false, intact: true });
  });

  it("are forged from the first keyed event on, where the settings do not say since when there is a key", async () => {
    await project(tables, old());
    const later = chain(undefined, 125);
    await project(tables, later);
    const report = await verify(keysOf("the key of the app, which nobody else has", [], at(3_000), false));
    expect(new Set(report.forged.map(({ chainId }) => chainId))).toEqual(new Set([later[0]?.data.chain.id]));
  });

  it("are forged from the start of the instance on, where there is no keyed event at all", async () => {
    await replaceWith(forgeChain(genuine, () => undefined));
    const report = await verify(keysOf("the key of the app, which nobody else has", [], at(119), false));
    expect(report).toMatchObject({ keyed: false, intact: false, chains: [{ forged: sequences }] });
  });
});
