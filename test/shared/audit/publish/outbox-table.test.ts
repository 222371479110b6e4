import type { TableClient } from "@azure/data-tables";
import { describe, expect, it, vi } from "vitest";
import type { ChainedEvent } from "../../../../shared/audit/audit-event.ts";
import { makeHashChain } from "../../../../shared/audit/hash-chain.ts";
import { outboxTable } from "../../../../shared/audit/publish/outbox-table.ts";
import { tableClient } from "../../../../shared/tables/table-client.ts";
import { startTables } from "../../../../tools/local/tables/start-tables.ts";
import { startProxy } from "../../../support/stores/start-proxy.ts";
import { freshTable, newTableName, useTables } from "../../../support/stores/use-tables.ts";
import { exampleEvent } from "../../../support/trail/audit-events.ts";

const tables = useTables();
const patientMs = 10_000;

const chain = makeHashChain("chain-1");
const nextEvent = (request?: unknown): ChainedEvent => chain.append(exampleEvent(request));

/** All events of an outbox, each put together from the properties it is spread over. */
async function storedEvents(client: TableClient): Promise<readonly unknown[]> {
  const events: unknown[] = [];
  for await (const row of client.listEntities()) {
    const parts = Object.keys(row).filter((name) => /^event[0-9]+$/.test(name));
    const inOrder = parts.sort((a, b) => Number(a.slice(5)) - Number(b.slice(5)));
    events.push(JSON.parse(inOrder.map((name) => row[name]).join("")));
  }
  return events;
}

describe("the outbox", () => {
  it.each<[string, unknown]>([
    ["an event", { calledParty: "+44999" }],
    ["an event over several properties", { calledParty: "+44999", padding: "x".repeat(200_000) }],
    [
      "an event with odd characters over several properties",
      { calledParty: "\u0000\ud800", padding: `${"x".repeat(31_000)}${"😀".repeat(2_000)}` },
    ],
  ])("holds %s whole", async (_, request) => {
    const client = await tables.fresh();
    const event = nextEvent(request);
    await outboxTable(client).put(event, patientMs);
    expect(await storedEvents(client)).toEqual([event]);
  });

  it("names the row by the event, in a shard by the id's last digit", async () => {
    const client = await tables.fresh();
    const event = nextEvent();
    await outboxTable(client).put(event, patientMs);
    expect(await client.getEntity(`shard-${event.id.slice(-1)}`, event.id)).toMatchObject({ rowKey: event.id });
  });

  it("holds an event once that is put twice", async () => {
    const client = await tables.fresh();
    const outbox = outboxTable(client);
    const event = nextEvent();
    await outbox.put(event, patientMs);
    await outbox.put(event, patientMs);
    expect(await storedEvents(client)).toEqual([event]);
  });

  it("holds an event once whose answer was lost", async () => {
    const proxy = await startProxy(tables.running());
    const client = tableClient(proxy, newTableName());
    await client.createTable();
    proxy.loseAnswerTo("POST");
    const event = nextEvent();
    await outboxTable(client).put(event, patientMs);
    expect(proxy.lost()).toBe(1);
    expect(await storedEvents(client)).toEqual([event]);
  });

  it("takes what comes meanwhile together: far fewer writes than events, and every event whole", async () => {
    const client = await tables.fresh();
    const transactions = vi.spyOn(client, "submitTransaction");
    const singles = vi.spyOn(client, "createEntity");
    const outbox = outboxTable(client);
    const events = Array.from({ length: 250 }, () => nextEvent());
    await Promise.all(events.map((event) => outbox.put(event, patientMs)));
    expect([singles.mock.calls.length, transactions.mock.calls.length]).toEqual([0, 3]);
    const byId = (a: unknown, b: unknown) => JSON.stringify(a).localeCompare(JSON.stringify(b));
    expect([...(await storedEvents(client))].sort(byId)).toEqual([...events].sort(byId));
  });

  it("stores the others of a write in which one is there already", async () => {
    const client = await tables.fresh();
    const [there, ...others] = Array.from({ length: 4 }, () => nextEvent());
    if (there === undefined) throw new Error("no event");
    const outbox = outboxTable(client);
    await outbox.put(there, patientMs);
    await new Promise(setImmediate);
    // They go together, under the shard of the one that is there.
    await Promise.all([there, ...others].map((event) => outbox.put(event, patientMs)));
    expect(await storedEvents(client)).toHaveLength(4);
  });

  it("stores events once of which the answer to a whole write was lost", async () => {
    const proxy = await startProxy(tables.running());
    const client = tableClient(proxy, newTableName());
    await client.createTable();
    const outbox = outboxTable(client);
    proxy.loseAnswerTo("POST");
    await Promise.all(Array.from({ length: 20 }, () => outbox.put(nextEvent(), patientMs)));
    expect(proxy.lost()).toBe(1);
    expect(await storedEvents(client)).toHaveLength(20);
  });

  it.each([0, 1, 20])("has a depth of %i events", async (count) => {
    const outbox = outboxTable(await tables.fresh());
    await Promise.all(Array.from({ length: count }, () => outbox.put(nextEvent(), patientMs)));
    expect((await outbox.status()).depth).toBe(count);
  });
});

describe("an outbox that cannot be reached", () => {
  it("is a dependency error that names the call when Table Storage is down", async () => {
    const stopped = await startTables({ port: 0 });
    const outbox = outboxTable(await freshTable(stopped));
    await stopped.stop();
    const failure = { name: "DependencyError", retryable: true };
    await expect(outbox.put(nextEvent(), patientMs)).rejects.toMatchObject({
      ...failure,
      call: "store an audit event in the outbox",
    });
    await expect(outbox.status()).rejects.toMatchObject(failure);
  });

  it("is a dependency error when Table Storage never answers", async () => {
    const proxy = await startProxy(tables.running());
    proxy.fallSilent();
    const outbox = outboxTable(tableClient(proxy, newTableName()));
    const failure = {
      name: "DependencyError",
      retryable: true,
      cause: expect.objectContaining({ name: "TimeoutError" }),
    };
    await expect(outbox.put(nextEvent(), 50)).rejects.toMatchObject(failure);
  });

  it("is a dependency error that does not invite another try when the table does not exist", async () => {
    const outbox = outboxTable(tableClient(tables.running(), newTableName()));
    await expect(outbox.put(nextEvent(), patientMs)).rejects.toMatchObject({
      name: "DependencyError",
      retryable: false,
    });
  });
});
