import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type EventData, EventHubProducerClient } from "@azure/event-hubs";
import { app } from "@azure/functions";
import { describe, expect, it, onTestFinished } from "vitest";
import { makeProjectAudit } from "../../functions/project-audit.ts";
import { functionTable } from "../../functions/wiring/function-table.ts";
import { eventHubOptions } from "../../functions/wiring/register-functions.ts";
import { asEventData } from "../../shared/audit/publish/hub-sender.ts";
import type { TrailTables } from "../../shared/audit/trail/trail-tables.ts";
import { tableClient } from "../../shared/tables/table-client.ts";
import type { EventHubsStandIn } from "../../tools/event-hubs/start-event-hubs.ts";
import { signal } from "../../tools/functions-host/support/signal.ts";
import { startTestHost } from "../../tools/functions-host/support/test-host.ts";
import { startTables, type Tables } from "../../tools/local/tables/start-tables.ts";
import { eventually } from "../support/eventually.ts";
import { recordingLog } from "../support/log/recording-log.ts";
import { startAuditHub } from "../support/stores/audit-hub.ts";
import { useTables } from "../support/stores/use-tables.ts";
import { allRows, chainOfCalls, type FreshTrail, freshTrail } from "../support/trail/trail.ts";

const azurite = useTables();

/** The projection in a host of its own, reading a hub from its first event. */
const startProjection = (hub: EventHubsStandIn, tables: FreshTrail, sequenceNumbers: "long" | "number" = "long") => {
  const metrics = { projected: () => {}, deadLettered: () => {} };
  const handler = makeProjectAudit({ tables, log: recordingLog(), now: Date.now, metrics });
  return startTestHost(
    () => app.eventHub("project-audit", eventHubOptions(functionTable["project-audit"], "emergency-audit", handler)),
    {
      settings: { EVENT_HUBS_CONNECTION: hub.connectionString },
      sequenceNumbers,
      hostJson: { functionTimeout: "00:01:00", extensions: { eventHubs: { maxWaitTime: "00:00:01" } } },
    },
  );
};

async function startHub() {
  const hub = await startAuditHub();
  const producer = new EventHubProducerClient(hub.connectionString, "emergency-audit");
  onTestFinished(() => producer.close());
  const send = (partitionId: string, events: readonly EventData[]) => producer.sendBatch([...events], { partitionId });
  return { hub, send };
}

const waitFor = (condition: () => Promise<void>) => eventually(condition);

const idsIn = async (client: TrailTables["trail"]) => (await allRows(client)).map(({ eventId }) => eventId).sort();
const idsOf = (events: readonly { readonly id: string }[]) => events.map(({ id }) => id).sort();

describe("audit events in the hub", () => {
  it("are each once in the trail, from every partition, and once again when all of them are delivered anew", async () => {
    const { hub, send } = await startHub();
    const tables = await freshTrail(azurite.running());
    const chains = ["0", "1", "2", "3"].map((partition) => ({
      partition,
      events: chainOfCalls(50, "2026-11-22T12:59:30.000Z"),
    }));
    for (const { partition, events } of chains) await send(partition, events.map(asEventData));
    const expected = idsOf(chains.flatMap(({ events }) => events));
    const first = await startProjection(hub, tables);
    await waitFor(async () => expect(await idsIn(tables.byCall)).toEqual(expected));
    await first.stop();
    const marker = chainOfCalls(1, "2026-11-22T14:00:00.000Z");
    // This host knows no checkpoint: it is handed everything again, and the new event last.
    for (const { partition } of chains) await send(partition, marker.map(asEventData));
    await startProjection(hub, tables);
    await waitFor(async () => expect(await idsIn(tables.byCall)).toEqual([...expected, ...idsOf(marker)].sort()));
    expect(await idsIn(tables.trail)).toEqual([...expected, ...idsOf(marker)].sort());
    expect(await allRows(tables.deadLetters)).toEqual([]);
  });

  it.each(["long", "number"] as const)(
    "go on past messages that are none, which are kept with their place (sequence numbers: %s)",
    async (sequenceNumbers) => {
      const { hub, send } = await startHub();
      const tables = await freshTrail(azurite.running());
      const [first, second, third] = chainOfCalls(3, "2026-11-22T12:00:00.000Z").map(asEventData);
      if (first === undefined || second === undefined || third === undefined) throw new Error("no events");
      const empty = { body: Buffer.alloc(0) };
      await send("2", [first, empty, second, { body: Buffer.from("{ not JSON") }, { body: { hello: "world" } }, third]);
      await startProjection(hub, tables, sequenceNumbers);
      await waitFor(async () => expect(await allRows(tables.deadLetters)).toHaveLength(3));
      expect(await idsIn(tables.trail)).toEqual([first, second, third].map(({ messageId }) => messageId).sort());
      const letters = (await allRows(tables.deadLetters)).map(({ reason, hubPartition, hubSequence, body0 }) => [
        reason,
        hubPartition,
        hubSequence,
        body0,
      ]);
      expect(letters).toEqual([
        ["empty-body", "2", "1", ""],
        ["not-json", "2", "3", "{ not JSON"],
        ["not-an-audit-event", "2", "4", '{"hello":"world"}'],
      ]);
    },
  );
});

describe("a store that goes away in the middle", () => {
  it("and comes back holds every event once", async () => {
    const directory = await mkdtemp(join(tmpdir(), "audit-trail-"));
    onTestFinished(() => rm(directory, { recursive: true, force: true }));
    let store: Tables = await startTables({ port: 0, directory });
    onTestFinished(() => store.stop());
    const tables = await freshTrail(store);
    const { hub, send } = await startHub();
    const chains = ["0", "1", "2", "3"].map((partition) => ({
      partition,
      events: chainOfCalls(100, "2026-11-22T12:59:00.000Z"),
    }));
    const begun = signal();
    const trail = watched(tables.trail, begun.resolve);
    const host = await startProjection(hub, { ...tables, trail });
    const [firstChain, ...others] = chains;
    await send("0", (firstChain?.events ?? []).map(asEventData));
    const sending = Promise.all(others.map(({ partition, events }) => send(partition, events.map(asEventData))));
    await begun.promise;
    const { port } = store;
    await store.stop();
    await sending;
    await eventually(() => expect(host.lines.map(({ message }) => message).join()).toContain("(Failed"));
    store = await startTables({ port, directory });
    const expected = idsOf(chains.flatMap(({ events }) => events));
    const reader = (name: string) => tableClient(store, name);
    await eventually(async () => expect(await idsIn(reader(tables.byCall.tableName))).toEqual(expected), 200);
    expect(await idsIn(reader(tables.trail.tableName))).toEqual(expected);
    expect(await allRows(reader(tables.deadLetters.tableName))).toEqual([]);
  });
});

/** The same client, which tells when something is about to be written through it. */
function watched(client: TrailTables["trail"], onWrite: () => void): TrailTables["trail"] {
  const submit = client.submitTransaction.bind(client);
  client.submitTransaction = (...given) => {
    onWrite();
    return submit(...given);
  };
  return client;
}
