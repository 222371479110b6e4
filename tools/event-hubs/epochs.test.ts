import { once } from "node:events";
import { describe, expect, it } from "vitest";
import {
  bodies,
  connectConsumer,
  connectProducer,
  eventually,
  type Reading,
  read,
  startStandIn,
} from "./support/clients.ts";
import { connectTrustedRaw } from "./support/raw-client.ts";

/** A partition with one event, so that reading it proves that a link is open. */
async function oneEvent() {
  const { connectionString } = await startStandIn();
  await connectProducer(connectionString).sendBatch([{ body: "event" }]);
  return (ownerLevel?: number, consumerGroup?: string) =>
    read(connectConsumer(connectionString, consumerGroup), ownerLevel === undefined ? {} : { ownerLevel });
}

const reads = ({ events }: Reading) => eventually(() => expect(bodies(events)).toContain("event"));
const isDisconnected = ({ errors }: Reading) =>
  eventually(() => expect(errors[0]).toMatchObject({ code: "ReceiverDisconnectedError" }));

describe("epochs", () => {
  it.each([
    ["a lower one", 1],
    ["an equal one", 2],
    ["none", undefined],
  ])("let a reader take the partition from a reader with %s", async (_, present) => {
    const open = await oneEvent();
    const first = open(present);
    await reads(first);
    const second = open(2);
    await reads(second);
    await isDisconnected(first);
  });

  it.each([
    ["a lower one", 1],
    ["none", undefined],
  ])("refuse a reader with %s while a reader with a higher one is there", async (_, newcomer) => {
    const open = await oneEvent();
    const first = open(2);
    await reads(first);
    const second = open(newcomer);
    await isDisconnected(second);
    expect(first.errors).toEqual([]);
    expect(second.events).toEqual([]);
  });

  it("count within a consumer group only", async () => {
    const open = await oneEvent();
    await reads(open(2));
    await reads(open(1, "projection"));
  });

  it("are forgotten when the reader's connection breaks", async () => {
    const { connectionString, port } = await startStandIn();
    await connectProducer(connectionString).sendBatch([{ body: "event" }]);
    const connection = await connectTrustedRaw(port);
    const source = "audit/ConsumerGroups/$Default/Partitions/0";
    const receiver = connection.open_receiver({ source, properties: { "com.microsoft:epoch": 2 } });
    await once(receiver, "message");
    connection.socket.destroy();
    // A reader that came too soon gives up: it takes the partition when the break has been noticed.
    await eventually(() => reads(read(connectConsumer(connectionString), { ownerLevel: 1 })));
  });

  it("are forgotten when the reader closes its link", async () => {
    const open = await oneEvent();
    const first = open(2);
    await reads(first);
    await first.close();
    await reads(open(1));
  });
});
