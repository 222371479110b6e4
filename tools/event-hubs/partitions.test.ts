import type { EventHubProducerClient } from "@azure/event-hubs";
import { describe, expect, it } from "vitest";
import {
  bodies,
  connectConsumer,
  connectProducer,
  eventually,
  numbered,
  read,
  startStandIn,
} from "./support/clients.ts";

async function eventCounts(producer: EventHubProducerClient): Promise<number[]> {
  const ids = await producer.getPartitionIds();
  const properties = await Promise.all(ids.map((id) => producer.getPartitionProperties(id)));
  return properties.map(({ lastEnqueuedSequenceNumber }) => lastEnqueuedSequenceNumber + 1);
}

describe("choosing a partition", () => {
  it("puts events with the same key into the same partition", async () => {
    const { connectionString } = await startStandIn({ partitions: 4 });
    const producer = connectProducer(connectionString);
    for (const event of numbered(8)) await producer.sendBatch([event], { partitionKey: "chain-1" });
    expect((await eventCounts(producer)).sort()).toEqual([0, 0, 0, 8]);
  });

  it("finds the same partition for a key in another stand-in", async () => {
    const counts = [];
    for (const _ of ["one", "other"]) {
      const { connectionString } = await startStandIn({ partitions: 32 });
      const producer = connectProducer(connectionString);
      await producer.sendBatch([{ body: 1 }], { partitionKey: "chain-1" });
      counts.push(await eventCounts(producer));
    }
    expect(counts[0]).toEqual(counts[1]);
  });

  it("spreads different keys", async () => {
    const { connectionString } = await startStandIn({ partitions: 4 });
    const producer = connectProducer(connectionString);
    await Promise.all(
      numbered(100).map((event) => producer.sendBatch([event], { partitionKey: `chain-${event.body}` })),
    );
    expect(Math.min(...(await eventCounts(producer)))).toBeGreaterThan(10);
  });

  it("obeys a partition id", async () => {
    const { connectionString } = await startStandIn({ partitions: 4 });
    const producer = connectProducer(connectionString);
    await producer.sendBatch(numbered(3), { partitionId: "2" });
    expect(await eventCounts(producer)).toEqual([0, 0, 3, 0]);
  });

  it("takes partitions in turn when there is neither", async () => {
    const { connectionString } = await startStandIn({ partitions: 4 });
    const producer = connectProducer(connectionString);
    for (const event of numbered(8)) await producer.sendBatch([event]);
    expect(await eventCounts(producer)).toEqual([2, 2, 2, 2]);
  });

  it("lets a consumer read all partitions at once", async () => {
    const { connectionString } = await startStandIn({ partitions: 4 });
    const producer = connectProducer(connectionString);
    for (const event of numbered(8)) await producer.sendBatch([event]);
    const seen: unknown[] = [];
    const subscription = connectConsumer(connectionString).subscribe(
      {
        processEvents: async (events) => void seen.push(...bodies(events)),
        processError: async () => {},
      },
      { startPosition: { offset: "-1" } },
    );
    await eventually(() => expect(seen.toSorted()).toEqual([0, 1, 2, 3, 4, 5, 6, 7]));
    await subscription.close();
  });

  it("serves a client that reads 32 partitions over one connection", async () => {
    const { connectionString } = await startStandIn({ partitions: 32 });
    const producer = connectProducer(connectionString);
    for (const event of numbered(32)) await producer.sendBatch([event]);
    const consumer = connectConsumer(connectionString);
    const readings = numbered(32).map(({ body }) => read(consumer, { partition: String(body) }));
    await eventually(() => expect(readings.flatMap(({ events }) => events)).toHaveLength(32));
  });
});
