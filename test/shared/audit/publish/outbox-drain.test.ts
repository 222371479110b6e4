import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { makeHashChain } from "../../../../shared/audit/hash-chain.ts";
import type { HubSender } from "../../../../shared/audit/publish/hub-sender.ts";
import { makeOutboxDrain } from "../../../../shared/audit/publish/outbox-drain.ts";
import { outboxTable } from "../../../../shared/audit/publish/outbox-table.ts";
import type { DeadLetter } from "../../../../shared/audit/trail/dead-letter-table.ts";
import { tableLease } from "../../../../shared/tables/lease.ts";
import { tableClient } from "../../../../shared/tables/table-client.ts";
import { recordingLog } from "../../../support/log/recording-log.ts";
import { connectAuditSender, readAuditHub, startAuditHub, waitForEvents } from "../../../support/stores/audit-hub.ts";
import type { WireAnswer } from "../../../support/stores/lies.ts";
import { startProxy, type TablesRequest } from "../../../support/stores/start-proxy.ts";
import { useTables } from "../../../support/stores/use-tables.ts";
import { exampleEvent } from "../../../support/trail/audit-events.ts";

const patientMs = 10_000;
const tables = useTables();

/** An outbox with events of two chains in it, and drains that share it. */
async function setUp(count: number) {
  const hub = await startAuditHub();
  const sender = await connectAuditSender(hub);
  const client = await tables.fresh();
  const outbox = outboxTable(client);
  const [odd, even] = [makeHashChain("chain-1"), makeHashChain("chain-2")];
  const events = Array.from({ length: count }, (_, i) => (i % 2 === 0 ? even : odd).append(exampleEvent()));
  // What is put in one turn lies in few shards, perhaps in one.
  for (let from = 0; from < events.length; from += 10)
    await Promise.all(events.slice(from, from + 10).map((event) => outbox.put(event, patientMs)));
  const log = recordingLog();
  const letters: DeadLetter[] = [];
  const clock = { nowMs: 1_000_000 };
  const drainer = (send: HubSender["send"] = sender.send, from = outbox) => {
    const lease = tableLease({ client, owner: randomUUID(), now: () => clock.nowMs, leaseMs: 60_000 });
    const now = () => clock.nowMs;
    const putAside = async (letter: DeadLetter) => void letters.push(letter);
    const ports = { outbox: from, lease, sender: { send }, putAside, log, clock: now, budgetMs: 40_000 };
    return { lease, ...makeOutboxDrain(ports) };
  };
  return { hub, client, letters, outbox, events, ids: events.map(({ id }) => id), log, clock, drainer, sender };
}

describe("a drain", () => {
  it("brings every event to the hub with its place in its chain, and leaves nothing behind", async () => {
    const { hub, outbox, events, ids, drainer } = await setUp(230);
    expect(await drainer().drain()).toBe(230);
    const received = await waitForEvents(readAuditHub(hub), ids);
    expect(received).toHaveLength(230);
    for (const event of events)
      expect(received.find(({ messageId }) => messageId === event.id)).toMatchObject({
        body: event,
        partitionKey: event.data.chain.id,
      });
    expect(await outbox.status()).toEqual({ depth: 0, oldestAt: null });
  });

  it("of an empty outbox sends nothing", async () => {
    const { hub, drainer } = await setUp(0);
    expect(await drainer().drain()).toBe(0);
    expect(hub.sends()).toBe(0);
  });

  it("joins one that is under way", async () => {
    const { drainer } = await setUp(20);
    const { drain } = drainer();
    expect(await Promise.all([drain(), drain()])).toEqual([20, 20]);
  });

  it("and another at once share the work and send nothing twice", async () => {
    const { hub, outbox, ids, drainer } = await setUp(120);
    const sent = await Promise.all([drainer().drain(), drainer().drain(), drainer().drain()]);
    expect(sent.reduce((sum, count) => sum + count)).toBe(120);
    expect(await waitForEvents(readAuditHub(hub), ids)).toHaveLength(120);
    expect((await outbox.status()).depth).toBe(0);
  });

  it("keeps what the hub does not take, and another brings it later", async () => {
    const { hub, outbox, ids, drainer } = await setUp(10);
    await expect(drainer(() => Promise.reject(new Error("server busy"))).drain()).rejects.toThrow("server busy");
    expect((await outbox.status()).depth).toBe(10);
    expect(await drainer().drain()).toBe(10);
    await waitForEvents(readAuditHub(hub), ids);
  });

  it("that failed after sending and before deleting is repeated, and every event is there", async () => {
    const { hub, outbox, ids, drainer, sender } = await setUp(5);
    const dying = drainer(async (...batch) => {
      await sender.send(...batch);
      throw new Error("killed");
    });
    await expect(dying.drain()).rejects.toThrow("killed");
    expect(await drainer().drain()).toBe(5);
    const received = await waitForEvents(readAuditHub(hub), ids);
    expect(new Set(received.map(({ messageId }) => messageId)).size).toBe(5);
    expect((await outbox.status()).depth).toBe(0);
  });

  it("ends when its time is up, and the next goes on where it was", async () => {
    const { hub, outbox, ids, clock, drainer, sender } = await setUp(60);
    const slow = drainer((...batch) => {
      clock.nowMs += 45_000;
      return sender.send(...batch);
    });
    const sent = await slow.drain();
    expect(sent).toBeGreaterThan(0);
    expect(sent).toBeLessThan(60);
    expect((await outbox.status()).depth).toBe(60 - sent);
    expect(await drainer().drain()).toBe(60 - sent);
    expect(await waitForEvents(readAuditHub(hub), ids)).toHaveLength(60);
  });

  it("puts aside what can never be sent, says so, and brings the others", async () => {
    const { client, outbox, log, letters, events, drainer, sender } = await setUp(6);
    const [shard = ""] = await outbox.filledShards();
    await client.createEntity({ partitionKey: shard, rowKey: "!odd", event0: "{" });
    const large = events[0];
    const picky = drainer(async (chainId, chained, deadlineMs) => {
      const [first] = chained;
      if (first?.id === large?.id) return { confirmed: [], tooLarge: [...chained].slice(0, 1) };
      return sender.send(
        chainId,
        [...chained].filter(({ id }) => id !== large?.id),
        deadlineMs,
      );
    });
    await picky.drain();
    await picky.drain();
    expect(log.lines).toContainEqual(
      expect.objectContaining({ level: "error", message: "a row of the outbox can never be sent" }),
    );
    expect(letters).toContainEqual(
      expect.objectContaining({ reason: "not-an-audit-event", body: expect.objectContaining({ event0: "{" }) }),
    );
    expect(letters).toContainEqual(expect.objectContaining({ reason: "too-large", body: large }));
    expect(letters).toHaveLength(2);
    expect((await outbox.status()).depth).toBe(0);
  });

  it("is not kept from the other shards by one with 1,500 rows that hold no event", async () => {
    const { client, outbox, ids, letters, hub, drainer } = await setUp(64);
    for (let from = 0; from < 1_500; from += 100) {
      const rows = Array.from({ length: 100 }, (_, index) => ({ partitionKey: "shard-0", rowKey: `!${from + index}` }));
      await client.submitTransaction(rows.map((row) => ["create", row]));
    }
    expect(await drainer().drain()).toBe(64);
    expect(await waitForEvents(readAuditHub(hub), ids)).toHaveLength(64);
    expect(letters).toHaveLength(1_500);
    expect((await outbox.status()).depth).toBe(0);
  });

  it("brings all shards but the one that the store fails for, which it leaves alone for a while", async () => {
    const { client, outbox, hub, clock, drainer } = await setUp(160);
    const proxy = await startProxy(tables.running());
    const shards = await outbox.filledShards();
    const ill = shards[0] ?? "";
    let inIll = 0;
    for await (const { rows } of outbox.pages(ill)) inIll += rows.length;
    expect([shards.length > 1, inIll > 0]).toEqual([true, true]);
    let asked = 0;
    const lie = (): WireAnswer => {
      asked += 1;
      return { status: 500, headers: {}, body: "" };
    };
    const about = ({ path, body }: TablesRequest) => path.includes(`'${ill}'`) || body.includes(`'${ill}'`);
    await proxy.inject({ kind: "lying", lie, about, carriedOut: false });
    const through = outboxTable(tableClient(proxy, client.tableName));
    const drain = drainer(undefined, through);
    expect(await drain.drain()).toBe(160 - inIll);
    expect((await outbox.status()).depth).toBe(inIll);
    const askedSoFar = asked;
    await drain.drain();
    expect(asked).toBe(askedSoFar);

    await proxy.inject({ kind: "none" });
    clock.nowMs += 10_001;
    expect(await drain.drain()).toBe(inIll);
    expect(hub.sends()).toBeGreaterThan(0);
  });

  it("brings the chains that the hub takes, when it does not take another", async () => {
    const { outbox, hub, drainer, sender, events } = await setUp(40);
    const half = drainer((chainId, ...rest) =>
      chainId === "chain-1" ? Promise.reject(new Error("partition is busy")) : sender.send(chainId, ...rest),
    );
    await expect(half.drain()).rejects.toThrow("partition is busy");
    expect((await outbox.status()).depth).toBe(20);
    const even = events.filter(({ data }) => data.chain.id === "chain-2").map(({ id }) => id);
    expect(await waitForEvents(readAuditHub(hub), even)).toHaveLength(20);
  });
});
