import { describe, expect, it } from "vitest";
import { type HubPosition, readHubPositions } from "../../../../shared/audit/trail/hub-positions.ts";
import { pairPositions } from "../../../../shared/audit/trail/pair-positions.ts";

const at = (sequence: number, messageId: string | null = null): HubPosition => ({
  partition: "1",
  sequence: String(sequence),
  enqueuedAt: null,
  messageId,
});

/** Bodies with the sequence that each was given, and for the empty ones how many were told among which. */
const paired = (bodies: readonly unknown[], positions: readonly HubPosition[]) => {
  const { messages, empty } = pairPositions(bodies, positions);
  return {
    messages: messages.map(({ body, position }) => [body, position?.sequence ?? null]),
    empty: empty.map((each) => [each.count, each.positions.map(({ sequence }) => sequence)]),
  };
};

describe("messages and their places in the hub", () => {
  it("go by their order when there are as many of both", () => {
    expect(paired(["a", "b"], [at(1, "x"), at(2, "y")])).toEqual({
      messages: [
        ["a", "1"],
        ["b", "2"],
      ],
      empty: [],
    });
  });

  it("go by the message id where bodies are missing", () => {
    const [first, second] = [{ id: "x" }, { id: "y" }];
    expect(paired([first, second], [at(1), at(2, "x"), at(3), at(4, "y"), at(5)])).toEqual({
      messages: [
        [first, "2"],
        [second, "4"],
      ],
      empty: [
        [1, ["1"]],
        [1, ["3"]],
        [1, ["5"]],
      ],
    });
  });

  it("go by their order between two that are known", () => {
    const known = { id: "x" };
    expect(paired(["a", known, "b"], [at(1), at(2, "x"), at(3), at(4)])).toEqual({
      messages: [
        ["a", "1"],
        [known, "2"],
        ["b", null],
      ],
      empty: [[1, ["3", "4"]]],
    });
  });

  it("stay unknown where nothing tells, rather than be wrong", () => {
    expect(paired(["a"], [at(1), at(2)])).toEqual({ messages: [["a", null]], empty: [[1, ["1", "2"]]] });
    expect(paired(["a", "b"], [])).toEqual({
      messages: [
        ["a", null],
        ["b", null],
      ],
      empty: [],
    });
  });

  it("are not confused by an id that comes twice or out of order", () => {
    const [x, y] = [{ id: "x" }, { id: "y" }];
    const { messages, empty } = paired([x, x, y], [at(1, "x"), at(2), at(3, "x"), at(4, "y"), at(5)]);
    expect(messages).toEqual([
      [x, "1"],
      [x, "3"],
      [y, "4"],
    ]);
    expect(empty).toEqual([
      [1, ["2"]],
      [1, ["5"]],
    ]);
    expect(paired([y, x], [at(1, "x"), at(2, "y"), at(3)]).messages).toEqual([
      [y, "2"],
      [x, "3"],
    ]);
  });

  it("are all told when a whole batch was empty", () => {
    expect(paired([], [at(1), at(2)])).toEqual({ messages: [], empty: [[2, ["1", "2"]]] });
  });
});

describe("the trigger's metadata", () => {
  it("says where messages stand, as production writes it", () => {
    const metadata = {
      partitionContext: { partitionId: "3", consumerGroup: "audit-trail" },
      sequenceNumberArray: [{ low: 0, high: 0, unsigned: false }],
      systemPropertiesArray: [
        {
          "x-opt-sequence-number": 17,
          "x-opt-enqueued-time": "2026-11-22T12:00:00.000Z",
          "message-id": "event-1",
          sequenceNumber: 17,
          enqueuedTimeUtc: "2026-11-22T12:00:00.000",
        },
      ],
    };
    expect(readHubPositions(metadata)).toEqual([
      { partition: "3", sequence: "17", enqueuedAt: "2026-11-22T12:00:00.000Z", messageId: "event-1" },
    ]);
  });

  it.each([
    ["in two halves", { low: -1, high: 1, unsigned: false }, "8589934591"],
    ["as text", "9007199254740993", "9007199254740993"],
    ["as a number", 5, "5"],
  ])("may have sequence numbers %s only", (_, sequence, expected) => {
    expect(readHubPositions({ sequenceNumberArray: [sequence] })).toMatchObject([{ sequence: expected }]);
  });

  it("is taken as in UTC where it does not say", () => {
    const metadata = { systemPropertiesArray: [{ sequenceNumber: 1, enqueuedTimeUtc: "2026-11-22T12:00:00.5" }] };
    expect(readHubPositions(metadata)).toMatchObject([{ enqueuedAt: "2026-11-22T12:00:00.500Z" }]);
  });

  it.each([undefined, null, "x", {}, { systemPropertiesArray: "x", partitionContext: 5 }])(
    "may be anything: %j",
    (metadata) => {
      expect(readHubPositions(metadata)).toEqual([]);
    },
  );
});
