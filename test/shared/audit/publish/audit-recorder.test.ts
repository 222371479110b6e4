import { randomUUID } from "node:crypto";
import type { TableClient } from "@azure/data-tables";
import { describe, expect, it, onTestFinished } from "vitest";
import type { AuditEvent, ChainedEvent } from "../../../../shared/audit/audit-event.ts";
import { makeHashChain } from "../../../../shared/audit/hash-chain.ts";
import { locationEvent } from "../../../../shared/audit/location-event.ts";
import { type AuditRecorderDependencies, makeAuditRecorder } from "../../../../shared/audit/publish/audit-recorder.ts";
import { makeCircuitBreaker } from "../../../../shared/audit/publish/circuit-breaker.ts";
import { makeHubPublisher } from "../../../../shared/audit/publish/hub-publisher.ts";
import type { HubSender } from "../../../../shared/audit/publish/hub-sender.ts";
import { outboxTable } from "../../../../shared/audit/publish/outbox-table.ts";
import { makeOutboxWriter } from "../../../../shared/audit/publish/outbox-writer.ts";
import { startTables } from "../../../../tools/local/tables/start-tables.ts";
import { type RecordedLine, recordingLog } from "../../../support/log/recording-log.ts";
import { connectAuditSender, readAuditHub, startAuditHub, waitForEvents } from "../../../support/stores/audit-hub.ts";
import { freshTable } from "../../../support/stores/use-tables.ts";
import { exampleEvent } from "../../../support/trail/audit-events.ts";

const patientMs = 10_000;

type Stores = Pick<AuditRecorderDependencies, "publisher" | "outbox">;

/** A recorder with a chain of its own on the given stores, and its log. */
function recordTo(stores: Stores, publishBudgetMs = patientMs, outboxBudgetMs = patientMs) {
  const log = recordingLog();
  const circumstances = { now: Date.now, newId: randomUUID, instance: "test-1", publishBudgetMs, outboxBudgetMs };
  return { log, recorder: makeAuditRecorder({ chain: makeHashChain("chain-1"), log, ...circumstances, ...stores }) };
}

/** A recorder on real stores, each of which can be stopped. */
async function setUp(publishBudgetMs = patientMs) {
  const hub = await startAuditHub();
  const tables = await startTables({ port: 0 });
  let running = true;
  const stopTables = async () => {
    if (running) await tables.stop();
    running = false;
  };
  onTestFinished(stopTables);
  const outboxClient = await freshTable(tables);
  const breaker = makeCircuitBreaker({ clock: Date.now, firstProbeAfterMs: 60_000, longestProbeIntervalMs: 60_000 });
  const sender = await connectAuditSender(hub);
  const publisher = makeHubPublisher({
    sender,
    chainId: "chain-1",
    breaker,
    log: recordingLog(),
    sendDeadlineMs: patientMs,
  });
  const recording = recordTo({ publisher, outbox: outboxTable(outboxClient) }, publishBudgetMs);
  return { hub, stopTables, outboxClient, ...recording };
}

/** What the log says of an event that is stored nowhere else. */
const lastResorts = (lines: readonly RecordedLine[], { id }: AuditEvent) =>
  lines.filter(({ level, details }) => level === "error" && JSON.stringify(details).includes(id));

/** In whichever shard: events that are written together are in that of the first. */
async function queuedRows(client: TableClient): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const rows: Readonly<Record<string, unknown>>[] = [];
  for await (const row of client.listEntities()) rows.push(row);
  return rows;
}

const queuedIds = async (client: TableClient): Promise<readonly unknown[]> =>
  (await queuedRows(client)).map(({ rowKey }) => rowKey);

describe("an audit event", () => {
  it("is published, and neither queued nor logged, while Event Hubs takes it", async () => {
    const { hub, outboxClient, log, recorder } = await setUp();
    const event = exampleEvent();
    expect(await recorder.record(event)).toBe("published");
    const received = await waitForEvents(readAuditHub(hub), [event.id]);
    expect(received.filter(({ messageId }) => messageId === event.id).map(({ body }) => body)).toEqual([
      { ...event, data: { ...event.data, chain: expect.objectContaining({ id: "chain-1" }) } },
    ]);
    expect(await queuedIds(outboxClient)).not.toContain(event.id);
    expect(lastResorts(log.lines, event)).toEqual([]);
  });

  it("is queued with its place in the chain while Event Hubs is down", async () => {
    const { hub, outboxClient, log, recorder } = await setUp();
    await hub.inject({ kind: "down" });
    const event = exampleEvent();
    expect(await recorder.record(event)).toBe("queued");
    const [row] = (await queuedRows(outboxClient)).filter(({ rowKey }) => rowKey === event.id);
    expect(JSON.parse(String(row?.event0))).toMatchObject({ id: event.id, data: { chain: { id: "chain-1" } } });
    expect(lastResorts(log.lines, event)).toEqual([]);
  });

  it("is queued when Event Hubs does not confirm it in time", async () => {
    const { hub, outboxClient, recorder } = await setUp(50);
    await hub.inject({ kind: "silent" });
    const event = exampleEvent();
    expect(await recorder.record(event)).toBe("queued");
    expect(await queuedIds(outboxClient)).toContain(event.id);
  });

  it("stands whole in the log while both stores are down", async () => {
    const { hub, stopTables, log, recorder } = await setUp();
    await hub.inject({ kind: "down" });
    await stopTables();
    const event = exampleEvent({ calledParty: "+44999", attributes: { note: "a\nb\u0000" } });
    expect(await recorder.record(event)).toBe("logged");
    expect(lastResorts(log.lines, event)).toEqual([
      {
        level: "error",
        message: "audit event stored nowhere else",
        details: {
          publishError: expect.stringContaining("DependencyError"),
          outboxError: expect.stringContaining("DependencyError"),
          event: { ...event, data: { ...event.data, chain: expect.objectContaining({ id: "chain-1" }) } },
        },
      },
    ]);
    const data = { decisionId: "d", location: { pidf: "<presence/>" }, instance: "i", sender: null };
    const location = locationEvent("call-1", data, Date.now());
    expect(await recorder.record(location)).toBe("logged");
    expect(lastResorts(log.lines, location)).toMatchObject([
      { details: { event: { data: { location: "not logged" } } } },
    ]);
    expect(JSON.stringify(log.lines)).not.toContain("presence");
  });
});

describe("a recorder", () => {
  const refuse = (error: unknown) => () => Promise.reject(error);
  const take = async () => {};

  it.each<[string, unknown]>([
    ["an error", new Error("lost")],
    ["no error at all", undefined],
    ["a text", "lost"],
  ])("never throws, even when both stores fail with %s", async (_, error) => {
    const { log, recorder } = recordTo({ publisher: { publish: refuse(error) }, outbox: { put: refuse(error) } });
    const event = exampleEvent();
    expect(await recorder.record(event)).toBe("logged");
    expect(lastResorts(log.lines, event)).toHaveLength(1);
  });

  it("gives both stores the same event, each with its own budget", async () => {
    const given: [ChainedEvent, number][] = [];
    const publish = (event: ChainedEvent, budgetMs: number) => {
      given.push([event, budgetMs]);
      return Promise.reject(new Error("lost"));
    };
    const put = async (event: ChainedEvent, budgetMs: number) => void given.push([event, budgetMs]);
    const event = exampleEvent();
    await recordTo({ publisher: { publish }, outbox: { put } }, 1, 2).recorder.record(event);
    const [first, second] = given.filter(([{ id }]) => id === event.id);
    expect([first?.[1], second?.[1]]).toEqual([1, 2]);
    expect(second?.[0]).toBe(first?.[0]);
  });

  it("sends events that are given at once together, and writes them together if the hub is down", async () => {
    const sent: number[] = [];
    const written: number[] = [];
    let isDown = false;
    const send: HubSender["send"] = async (_, events) => {
      // As the producer client does: it makes a batch first.
      await Promise.resolve();
      const confirmed = [...events];
      sent.push(confirmed.length);
      if (isDown) throw new Error("down");
      return { confirmed, tooLarge: [] };
    };
    const put = makeOutboxWriter(async (events) => {
      written.push(events.length);
      return events.map(() => null);
    });
    const breaker = makeCircuitBreaker({ clock: Date.now, firstProbeAfterMs: 60_000, longestProbeIntervalMs: 60_000 });
    const sender = { send, warm: take };
    const publisher = makeHubPublisher({
      ...{ sender, chainId: "chain-1", breaker, log: recordingLog(), sendDeadlineMs: patientMs },
    });
    const { recorder } = recordTo({ publisher, outbox: { put } });
    const both = () => Promise.all([recorder.record(exampleEvent()), recorder.record(exampleEvent())]);
    expect(await both()).toEqual(["published", "published"]);
    // The first opens the chain.
    expect([sent, written]).toEqual([[3], []]);
    isDown = true;
    expect(await both()).toEqual(["queued", "queued"]);
    expect([sent, written]).toEqual([[3, 2], [2]]);
    // Event Hubs is known to be down: nothing is sent.
    expect(await both()).toEqual(["queued", "queued"]);
    expect([sent, written]).toEqual([
      [3, 2],
      [2, 2],
    ]);
  });

  it("chains every event to the one before, wherever that came to rest", async () => {
    const chained: ChainedEvent[] = [];
    const publish = async (event: ChainedEvent) => {
      chained.push(event);
      if (chained.length % 2 === 0) throw new Error("lost");
    };
    const { recorder } = recordTo({ publisher: { publish }, outbox: { put: take } });
    for (let i = 0; i < 4; i++) await recorder.record(exampleEvent());
    const links = chained.map(({ data }) => data.chain);
    expect(links.map(({ sequence }) => sequence)).toEqual(links.map((_, i) => i + 1));
    expect(links.map(({ previousHash }) => previousHash)).toEqual([
      null,
      ...links.slice(0, -1).map(({ hash }) => hash),
    ]);
  });
});
