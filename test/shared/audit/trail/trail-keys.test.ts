import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  afterAllPositions,
  besideRowKey,
  callKeys,
  isPosition,
  positionInCallKey,
  positionOf,
  trailKeys,
} from "../../../../shared/audit/trail/trail-keys.ts";

const instants = fc.date({ min: new Date("2000-01-01"), max: new Date("2999-12-31"), noInvalidDate: true });
const anyText = fc.string({ unit: "binary", minLength: 1, maxLength: 128 });
const placed = fc.record({ id: anyText, time: instants.map((date) => date.toISOString()) });

describe("an event's place in the trail", () => {
  it("follows from its time and then its id, whatever the id is made of", () => {
    fc.assert(
      fc.property(placed, placed, (a, b) => {
        if (a.time !== b.time) expect(positionOf(a) < positionOf(b)).toBe(a.time < b.time);
        expect(isPosition(positionOf(a))).toBe(true);
        expect(isPosition(besideRowKey(positionOf(a), "{}"))).toBe(true);
      }),
    );
  });

  it("is told by a time of any precision", () => {
    expect(positionOf({ id: "a", time: "2026-11-22T12:00:00Z" })).toBe("2026-11-22T12:00:00.000Z_a");
    expect(positionOf({ id: "a", time: "2026-11-22T12:00:00.1239Z" })).toBe("2026-11-22T12:00:00.123Z_a");
  });

  it("differs for different ids, also for those that are no keys", () => {
    fc.assert(
      fc.property(anyText, anyText, (a, b) => {
        const time = "2026-11-22T12:00:00.000Z";
        fc.pre(a !== b);
        expect(positionOf({ id: a, time })).not.toBe(positionOf({ id: b, time }));
      }),
    );
  });

  it("is a key that Table Storage takes", () => {
    fc.assert(
      fc.property(placed, anyText, (event, callId) => {
        for (const { partitionKey, rowKey } of [trailKeys(event), callKeys(callId, positionOf(event))])
          expect(`${partitionKey}${rowKey}`).toMatch(/^[^/\\#?\p{Cc}]{1,512}$/u);
      }),
    );
  });

  it("lies in its hour, on one of four shards that share the load", () => {
    const time = "2026-11-22T12:59:59.999Z";
    const partitions = Array.from({ length: 4_000 }, (_, id) => trailKeys({ id: String(id), time }).partitionKey);
    expect([...new Set(partitions)].sort()).toEqual(["0", "1", "2", "3"].map((shard) => `${shard}-2026-11-22T12`));
    for (const partition of new Set(partitions))
      expect(Math.abs(partitions.filter((each) => each === partition).length - 1_000)).toBeLessThan(150);
  });

  it("under its call is found by the call alone, between the call's beginning and end", () => {
    fc.assert(
      fc.property(anyText, placed, (callId, event) => {
        const { rowKey } = callKeys(callId, positionOf(event));
        const [beginning, end] = [callKeys(callId, ""), callKeys(callId, afterAllPositions)];
        expect(rowKey > beginning.rowKey && rowKey < end.rowKey).toBe(true);
        expect(positionInCallKey(rowKey)).toBe(positionOf(event));
      }),
    );
  });
});

it.each([
  "",
  "2026-11-22",
  "2026-13-22T12:00:00.000Z",
  "2026-11-22T12:00:00.000Z_",
  "2026-11-22T12:00:00.000Z_a'b",
  "x",
])("%j is no position", (text) => {
  expect(isPosition(text)).toBe(false);
});
