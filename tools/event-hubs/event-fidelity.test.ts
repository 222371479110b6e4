import type { EventData, ReceivedEventData } from "@azure/event-hubs";
import fc from "fast-check";
import rhea from "rhea";
import { describe, expect, it } from "vitest";
import { SECTION, splitSections } from "./read-amqp.ts";
import { stampEvent } from "./stamp-event.ts";
import { appearing, connectConsumer, connectProducer, read, startStandIn } from "./support/clients.ts";
import { connectTrustedRaw, sendEncoded } from "./support/raw-client.ts";

const { types } = rhea;

/** All that an event says about itself, in AMQP's own types where JavaScript has but one number. */
const RICH_MESSAGE = {
  durable: true,
  message_annotations: { "x-opt-custom": types.wrap_long(7), "x-opt-offset": "forged" },
  message_id: "0198c1f0-5a3e-7cc2-9d55-0f6c2f1a9b10",
  user_id: Buffer.from([1, 2, 3]),
  subject: "f81d4fae@sbc1",
  content_type: "application/cloudevents+json",
  correlation_id: "c-1",
  creation_time: new Date(1_700_000_000_000),
  group_sequence: 3,
  application_properties: {
    text: "é999",
    yes: true,
    nothing: null,
    byte: types.wrap_byte(-3),
    short: types.wrap_short(-300),
    long: types.wrap_long(5),
    float: types.wrap_float(1.5),
    time: types.wrap_timestamp(1_700_000_000_001),
    uuid: types.wrap_uuid(Buffer.alloc(16, 9)),
  },
  body: rhea.message.data_section(Buffer.from('{"class":"emergency"}')),
};

/** An encoded message from its properties on: what nobody between producer and consumer may touch. */
function bareBytes(message: Buffer): string {
  const start = splitSections(message).find(({ code }) => code >= SECTION.properties)?.start;
  return message.subarray(start).toString("hex");
}

type AnnotatedMessage = ReturnType<ReceivedEventData["getRawAmqpMessage"]>;

async function roundTrip(sent: EventData | AnnotatedMessage, partitionKey?: string) {
  const { connectionString } = await startStandIn();
  await connectProducer(connectionString).sendBatch([sent], partitionKey === undefined ? {} : { partitionKey });
  const { events } = read(connectConsumer(connectionString));
  return appearing(() => events[0]);
}

describe("an event on its way through the hub", () => {
  it("keeps message id, correlation id, content type and properties", async () => {
    const received = await roundTrip({
      body: { calledParty: "+44999" },
      messageId: "0198c1f0-5a3e-7cc2-9d55-0f6c2f1a9b10",
      correlationId: "call-1",
      contentType: "application/json",
      properties: { text: "é999", whole: 5, broken: 1.5, yes: true, time: new Date(1_700_000_000_000) },
    });
    expect(received).toMatchObject({
      body: { calledParty: "+44999" },
      messageId: "0198c1f0-5a3e-7cc2-9d55-0f6c2f1a9b10",
      correlationId: "call-1",
      contentType: "application/json",
      properties: { text: "é999", whole: 5, broken: 1.5, yes: true, time: 1_700_000_000_000 },
    });
  });

  it("gets its sequence number, offset, time and partition key", async () => {
    const before = Date.now();
    const received = await roundTrip({ body: 1 }, "chain-1");
    expect(received).toMatchObject({ sequenceNumber: 0, offset: "0", partitionKey: "chain-1" });
    expect(received.enqueuedTimeUtc.getTime()).toBeGreaterThanOrEqual(before);
    expect(received.enqueuedTimeUtc.getTime()).toBeLessThanOrEqual(Date.now());
  });

  it.each([
    ["data", Buffer.from([0, 255, 1])],
    ["value", { nested: ["a", 1, null] }],
    ["value", "text"],
    ["sequence", [[1, "two"], [3]]],
  ] as const)("keeps a body in a %s section: %j", async (bodyType, body) => {
    const received = await roundTrip({ bodyType, body });
    expect(received.getRawAmqpMessage().bodyType).toBe(bodyType);
    expect(received.body).toEqual(body);
  });

  it.each([
    ["text", "999"],
    ["number", 18],
    ["object", { a: [1] }],
    ["null", null],
    ["empty text", ""],
  ])("keeps a JSON body: %s", async (_, body) => {
    expect((await roundTrip({ body })).body).toEqual(body);
  });

  it("keeps every byte of a single event from properties on, and its own annotations", async () => {
    const standIn = await startStandIn();
    const connection = await connectTrustedRaw(standIn.port);
    const sent = rhea.message.encode(RICH_MESSAGE);
    expect(await sendEncoded(connection, "audit", sent)).toBe("accepted");

    // Not of format 0, so that the receiving rhea hands over the bytes: it must never happen to a genuine client.
    const receiver = connection.open_receiver("audit/ConsumerGroups/$Default/Partitions/0");
    const onTransfer = connection.on_transfer.bind(connection);
    connection.on_transfer = (frame: { performative: { message_format: number } }) => {
      frame.performative.message_format = 1;
      onTransfer(frame);
    };
    const received = await new Promise<Buffer>((resolve) => {
      receiver.once("message", ({ message }) => resolve(message));
    });
    expect(bareBytes(received)).toBe(bareBytes(sent));
    const { durable, message_annotations } = rhea.message.decode(received);
    expect(durable).toBe(true);
    expect(message_annotations).toMatchObject({ "x-opt-custom": 7, "x-opt-offset": "0", "x-opt-sequence-number": 0 });
  });

  it("rejects a malformed AMQP message and accepts the next", async () => {
    const standIn = await startStandIn();
    const connection = await connectTrustedRaw(standIn.port);
    const outcome = await sendEncoded(connection, "audit", Buffer.from([0x00, 0x53, 0x75, 0xa0, 200, 1]));
    expect(outcome).toMatchObject({ condition: "amqp:decode-error" });
    expect(await sendEncoded(connection, "audit", rhea.message.encode(RICH_MESSAGE))).toBe("accepted");
  });
});

describe("stamping an event", () => {
  // rhea cannot encode all numbers below -2^31.
  const number = fc.oneof(fc.integer(), fc.double({ min: -1, max: 1, noNaN: true }));
  const properties = fc.dictionary(fc.string(), fc.oneof(fc.string(), number, fc.boolean(), fc.date()));
  const annotations = fc.dictionary(fc.stringMatching(/^[a-z-]{1,40}$/), fc.oneof(fc.string(), fc.integer()));
  const body = fc.oneof(
    fc.uint8Array({ maxLength: 2000 }).map((bytes) => rhea.message.data_section(Buffer.from(bytes))),
    fc.array(fc.string()).map((list) => rhea.message.sequence_section(list)),
    fc.string(),
  );
  const message = fc.record(
    { message_annotations: annotations, application_properties: properties, message_id: fc.string(), body },
    { requiredKeys: ["body"] },
  );
  const stamp = fc.record({
    sequenceNumber: fc.maxSafeNat(),
    offset: fc.maxSafeNat(),
    enqueuedMs: fc.nat(),
    partitionKey: fc.option(fc.string()),
  });

  it("leaves the bytes from properties on as they were, for any event", () => {
    fc.assert(
      fc.property(message, stamp, (sent, values) => {
        const encoded = rhea.message.encode(sent);
        expect(bareBytes(stampEvent(encoded, values))).toBe(bareBytes(encoded));
      }),
    );
  });

  it("makes a message that can be decoded, with the stamp and the event's own annotations", () => {
    fc.assert(
      fc.property(message, stamp, (sent, values) => {
        const stamped = rhea.message.decode(stampEvent(rhea.message.encode(sent), values));
        expect(stamped.message_annotations).toEqual({
          ...sent.message_annotations,
          "x-opt-sequence-number": values.sequenceNumber,
          "x-opt-offset": String(values.offset),
          "x-opt-enqueued-time": new Date(values.enqueuedMs),
          ...(values.partitionKey === null ? {} : { "x-opt-partition-key": values.partitionKey }),
        });
      }),
    );
  });

  it("throws a RangeError for an event that is cut short", () => {
    const encoded = rhea.message.encode(RICH_MESSAGE);
    const stampOne = { sequenceNumber: 0, offset: 0, enqueuedMs: 0, partitionKey: null };
    expect(() => stampEvent(encoded.subarray(0, -1), stampOne)).toThrow(RangeError);
  });
});
