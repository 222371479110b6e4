import { describe, expect, it } from "vitest";
import {
  bodies,
  connectConsumer,
  connectProducer,
  eventually,
  numbered,
  read,
  rejectionOf,
  startStandIn,
} from "./support/clients.ts";

describe("sending and receiving", () => {
  it("delivers a batch as single events, in order, with consecutive sequence numbers", async () => {
    const { connectionString } = await startStandIn();
    const producer = connectProducer(connectionString);
    const batch = await producer.createBatch();
    for (const event of numbered(100)) batch.tryAdd(event);
    await producer.sendBatch(batch);

    const { events } = read(connectConsumer(connectionString));
    await eventually(() => expect(events).toHaveLength(100));
    const expected = Array.from({ length: 100 }, (_, index) => index);
    expect(bodies(events)).toEqual(expected);
    expect(events.map(({ sequenceNumber }) => sequenceNumber)).toEqual(expected);
  });

  it("delivers to a waiting reader what is sent later", async () => {
    const { connectionString } = await startStandIn();
    const { events } = read(connectConsumer(connectionString));
    const producer = connectProducer(connectionString);
    await producer.sendBatch([{ body: "first" }]);
    await eventually(() => expect(bodies(events)).toEqual(["first"]));
    await producer.sendBatch([{ body: "second" }]);
    await eventually(() => expect(bodies(events)).toEqual(["first", "second"]));
  });

  it("delivers more events than a link and a session can hold at once", async () => {
    const { connectionString } = await startStandIn();
    const producer = connectProducer(connectionString);
    for (let round = 0; round < 5; round += 1) await producer.sendBatch(numbered(1000));

    const { events } = read(connectConsumer(connectionString), { maxBatchSize: 100 });
    await eventually(() => expect(events).toHaveLength(5000));
    expect(events.every(({ sequenceNumber }, index) => sequenceNumber === index)).toBe(true);
  });

  it("keeps all events of sends that are under way at the same time", async () => {
    const { connectionString } = await startStandIn();
    const producer = connectProducer(connectionString);
    await Promise.all(numbered(200).map((event) => producer.sendBatch([event])));

    const { events } = read(connectConsumer(connectionString));
    await eventually(() => expect(events).toHaveLength(200));
    expect(new Set(bodies(events)).size).toBe(200);
  });

  it("carries an event of half a megabyte", async () => {
    const { connectionString } = await startStandIn();
    const body = "x".repeat(500_000);
    await connectProducer(connectionString).sendBatch([{ body }]);

    const { events } = read(connectConsumer(connectionString));
    await eventually(() => expect(bodies(events)).toEqual([body]));
  });

  it("rejects a transfer of more than 1 MiB and takes the next one", async () => {
    const { connectionString } = await startStandIn();
    const producer = connectProducer(connectionString);
    const error = await rejectionOf(producer.sendBatch([{ body: "x".repeat(1024 * 1024) }]));
    expect(error).toMatchObject({ code: "MessageTooLargeError" });
    await producer.sendBatch([{ body: "small" }]);

    const { events } = read(connectConsumer(connectionString));
    await eventually(() => expect(bodies(events)).toEqual(["small"]));
  });

  it("announces the limit of 1 MiB to producers", async () => {
    const { connectionString } = await startStandIn();
    const batch = await connectProducer(connectionString).createBatch();
    expect(batch.maxSizeInBytes).toBe(1024 * 1024);
  });

  it("counts transfers, not events", async () => {
    const { connectionString, sends } = await startStandIn();
    const producer = connectProducer(connectionString);
    await producer.sendBatch(numbered(10));
    await producer.sendBatch(numbered(1));
    expect(sends()).toBe(2);
  });

  it("gives every consumer group and every reader without an epoch all events", async () => {
    const { connectionString } = await startStandIn();
    await connectProducer(connectionString).sendBatch(numbered(3));
    const readings = [
      read(connectConsumer(connectionString)),
      read(connectConsumer(connectionString)),
      read(connectConsumer(connectionString, "projection")),
    ];
    for (const { events } of readings) await eventually(() => expect(bodies(events)).toEqual([0, 1, 2]));
  });
});
