import { EventHubProducerClient } from "@azure/event-hubs";
import { describe, expect, it } from "vitest";
import { connectProducer, HUB, numbered, ONE_ATTEMPT, rejectionOf, startStandIn } from "./support/clients.ts";

describe("$management", () => {
  it("reads a hub's name, creation time and partitions", async () => {
    const before = Date.now();
    const { connectionString } = await startStandIn({ partitions: 3 });
    const properties = await connectProducer(connectionString).getEventHubProperties();
    expect(properties).toMatchObject({ name: HUB, partitionIds: ["0", "1", "2"] });
    expect(properties.createdOn.getTime()).toBeGreaterThanOrEqual(before);
  });

  it("reports that a partition is empty", async () => {
    const { connectionString } = await startStandIn();
    expect(await connectProducer(connectionString).getPartitionProperties("0")).toEqual({
      eventHubName: HUB,
      partitionId: "0",
      isEmpty: true,
      beginningSequenceNumber: 0,
      lastEnqueuedSequenceNumber: -1,
      lastEnqueuedOffset: "-1",
      lastEnqueuedOnUtc: new Date("0001-01-01T00:00:00Z"),
    });
  });

  it("reads a partition's first and last event", async () => {
    const { connectionString } = await startStandIn();
    const producer = connectProducer(connectionString);
    const before = Date.now();
    await producer.sendBatch(numbered(3));
    const properties = await producer.getPartitionProperties("0");
    expect(properties).toMatchObject({ isEmpty: false, beginningSequenceNumber: 0, lastEnqueuedSequenceNumber: 2 });
    expect(Number(properties.lastEnqueuedOffset)).toBeGreaterThan(0);
    expect(properties.lastEnqueuedOnUtc.getTime()).toBeGreaterThanOrEqual(before);
  });

  it("does not find an unknown partition", async () => {
    const { connectionString } = await startStandIn();
    const error = await rejectionOf(connectProducer(connectionString).getPartitionProperties("7"));
    expect(error).toMatchObject({ code: "MessagingEntityNotFoundError" });
  });

  it("does not find an unknown hub", async () => {
    const { connectionString } = await startStandIn();
    const producer = new EventHubProducerClient(connectionString, "nowhere", { retryOptions: ONE_ATTEMPT });
    const error = await rejectionOf(producer.getEventHubProperties());
    expect(error).toMatchObject({ code: "MessagingEntityNotFoundError" });
    await producer.close();
  });
});
