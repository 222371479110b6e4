import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ChainedEvent } from "../../shared/audit/audit-event.ts";
import { eventHash } from "../../shared/audit/hash-chain.ts";
import { readEvent } from "../../shared/audit/read-event.ts";
import { eventTextOf, rowsOf } from "../../shared/audit/trail/trail-row.ts";
import type { VerificationReport } from "../../shared/audit/verification/chain-report.ts";
import { tableClient } from "../../shared/tables/table-client.ts";
import { type EventHubsStandIn, startEventHubs } from "../../tools/event-hubs/start-event-hubs.ts";
import { startTables, type Tables } from "../../tools/local/tables/start-tables.ts";
import { type RunningApp, runApp } from "../support/app/run-app.ts";
import { eventually } from "../support/eventually.ts";
import { starterTables } from "../support/stores/starter-tables.ts";
import { allRows } from "../support/trail/trail.ts";

// The whole product with a key for its chains: forgeries by a writer of the tables are named.
const key = "the key that the vault gives to the app";
let tables: Tables;
let hub: EventHubsStandIn;
let app: RunningApp;
const calls = 4;

beforeAll(async () => {
  tables = await startTables({ port: 0, beginWith: await starterTables() });
  hub = await startEventHubs({
    port: 0,
    hubs: [{ name: "emergency-audit", partitions: 2, consumerGroups: ["audit-trail"] }],
  });
  app = await runApp({
    TABLES_CONNECTION: tables.connectionString,
    EVENT_HUBS_CONNECTION: hub.connectionString,
    AUDIT_PUBLISH_BUDGET_MS: "20000",
    AUDIT_CHAIN_KEY: key,
  });
  for (let call = 1; call <= calls; call++) await app.call({ callId: `call-${call}`, calledParty: "+44999" });
  await eventually(async () => expect((await verify()).events).toBeGreaterThan(calls));
});

afterAll(async () => {
  await app.stop();
  await hub.stop();
  await tables.stop();
});

async function verify(): Promise<VerificationReport> {
  const at = (offsetMs: number) => new Date(Date.now() + offsetMs).toISOString();
  const window = new URLSearchParams({ from: at(-3_600_000), to: at(3_600_000) });
  const response = await fetch(`${app.url}/api/v1/audit/verification?${window}`);
  return (await response.json()) as VerificationReport;
}

/** The same events with another content in a chain of another name, hashes and all. */
function makeAnew(events: readonly ChainedEvent[]): readonly ChainedEvent[] {
  let previousHash: string | null = null;
  return events.map((event) => {
    const {
      hash: _,
      mac: __,
      ...place
    } = { ...event.data.chain, id: "01a20416-ea92-707f-aff1-345002ef198c", previousHash };
    const changed = { ...event, id: `${event.id}-anew`, data: { ...event.data, chain: place } };
    const hash: string = eventHash(changed);
    previousHash = hash;
    return { ...changed, data: { ...changed.data, chain: { ...place, hash } } };
  });
}

describe("with AUDIT_CHAIN_KEY", () => {
  it("every event carries a MAC, verification is keyed, and the key stands nowhere", async () => {
    const rows = await allRows(tableClient(tables, "AuditTrail"));
    const events = rows.map((row) => JSON.parse(eventTextOf(row) ?? "null") as ChainedEvent);
    for (const { data } of events)
      expect(data.chain.mac).toEqual({
        keyId: expect.stringMatching(/^[0-9a-f]{16}$/),
        value: expect.stringMatching(/^[0-9a-f]{64}$/),
      });
    expect(await verify()).toMatchObject({ keyed: true, intact: true, forged: [] });
    expect(JSON.stringify([rows, app.logged()])).not.toContain(key);
  });

  it("a chain made anew is named as forged, and the genuine one beside it stays intact", async () => {
    const trail = tableClient(tables, "AuditTrail");
    const rows = await allRows(trail);
    const events = rows.map((row) => JSON.parse(eventTextOf(row) ?? "null") as ChainedEvent);
    const inOrder = events.sort((a, b) => a.data.chain.sequence - b.data.chain.sequence);
    const genuineId = inOrder[0]?.data.chain.id;
    const anew = makeAnew(inOrder);
    for (const event of anew) {
      const read = readEvent(JSON.parse(JSON.stringify(event)));
      if ("reason" in read) throw new Error(read.detail);
      await trail.createEntity(rowsOf(read).trail);
    }
    const report = await verify();
    expect(report).toMatchObject({ keyed: true, intact: false });
    expect(report.forged.map(({ eventId }) => eventId).sort()).toEqual(anew.map(({ id }) => id).sort());
    expect(report.chains.find(({ chainId }) => chainId === genuineId)).toMatchObject({
      intact: true,
      keyed: true,
      forged: [],
    });
  });
});
