import type { EventPosition } from "@azure/event-hubs";
import { describe, expect, it } from "vitest";
import { parseStartPosition } from "./start-position.ts";
import {
  appearing,
  bodies,
  connectConsumer,
  connectProducer,
  eventually,
  numbered,
  read,
  startStandIn,
} from "./support/clients.ts";

describe("parsing a selector", () => {
  it.each([
    ["amqp.annotation.x-opt-offset > '-1'", { kind: "offset", value: -1, inclusive: false }],
    ["amqp.annotation.x-opt-offset >= '120'", { kind: "offset", value: 120, inclusive: true }],
    ["amqp.annotation.x-opt-offset > '@latest'", null],
    ["amqp.annotation.x-opt-sequence-number > '7'", { kind: "sequenceNumber", value: 7, inclusive: false }],
    ["amqp.annotation.x-opt-sequence-number >= '7'", { kind: "sequenceNumber", value: 7, inclusive: true }],
    ["amqp.annotation.x-opt-sequence-number > 7", { kind: "sequenceNumber", value: 7, inclusive: false }],
    ["amqp.annotation.x-opt-enqueued-time > '1700000000000'", null],
    ["amqp.annotation.x-opt-colour > '1'", null],
    ["amqp.annotation.x-opt-offset < '1'", null],
    ["", null],
  ])("%s", (selector, expected) => {
    expect(parseStartPosition(selector)).toEqual(expected);
  });
});

describe("reading from a position", () => {
  /** Five events; positions are made from the third. */
  async function fiveEvents() {
    const { connectionString } = await startStandIn();
    const producer = connectProducer(connectionString);
    await producer.sendBatch(numbered(5));
    const { events } = read(connectConsumer(connectionString));
    await eventually(() => expect(events).toHaveLength(5));
    const third = await appearing(() => events[2]);
    return { connectionString, third };
  }

  type Third = Awaited<ReturnType<typeof fiveEvents>>["third"];
  const cases: [string, (third: Third) => EventPosition, number[]][] = [
    ["after an offset", ({ offset }) => ({ offset }), [3, 4]],
    ["at an offset", ({ offset }) => ({ offset, isInclusive: true }), [2, 3, 4]],
    ["after a sequence number", ({ sequenceNumber }) => ({ sequenceNumber }), [3, 4]],
    ["at a sequence number", ({ sequenceNumber }) => ({ sequenceNumber, isInclusive: true }), [2, 3, 4]],
    ["at the beginning", () => ({ offset: "-1" }), [0, 1, 2, 3, 4]],
  ];

  it.each(cases)("begins %s", async (_, position, expected) => {
    const { connectionString, third } = await fiveEvents();
    const { events } = read(connectConsumer(connectionString), { startPosition: position(third) });
    await eventually(() => expect(bodies(events)).toEqual(expected));
  });

  it.each([{ sequenceNumber: 5 }, { offset: "1000000" }])(
    "refuses a position beyond the newest event: %j",
    async (startPosition) => {
      const { connectionString } = await fiveEvents();
      const { errors } = read(connectConsumer(connectionString), { startPosition });
      await eventually(() => expect(errors[0]).toMatchObject({ code: "ArgumentError" }));
      expect(errors[0]?.message).toMatch(/The supplied (offset|sequence number) '\d+' is invalid. The last/);
    },
  );
});
