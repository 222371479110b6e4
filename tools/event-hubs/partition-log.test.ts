import rhea from "rhea";
import { describe, expect, it, vi } from "vitest";
import { createPartitionLog, RETAINED_EVENTS } from "./partition-log.ts";

const event = rhea.message.encode({ body: 1 });
const transfer = (count: number) => ({ events: Array.from({ length: count }, () => event), partitionKey: null });

describe("a partition log", () => {
  it("keeps the newest events, and gives the oldest of them for events that were removed", () => {
    const log = createPartitionLog([], null);
    const appended = 2 * RETAINED_EVENTS;
    for (let count = 0; count < appended; count += 5000) log.append(transfer(5000));

    const kept = appended - (log.oldest()?.sequenceNumber ?? 0);
    expect(kept).toBeGreaterThanOrEqual(RETAINED_EVENTS);
    expect(kept).toBeLessThanOrEqual(RETAINED_EVENTS * 1.25);
    expect(log.eventFrom(0)).toBe(log.oldest());
    expect(log.eventFrom(appended - 1)).toBe(log.newest());
    expect(log.eventFrom(appended)).toBeUndefined();
  });

  it("stores nothing of a transfer that the disk refuses", () => {
    const disk = { append: vi.fn(), close: () => {} };
    const log = createPartitionLog([], disk);
    log.append(transfer(1));
    disk.append.mockImplementationOnce(() => {
      throw new Error("no space left");
    });
    expect(() => log.append(transfer(2))).toThrow("no space left");
    log.append(transfer(1));
    expect(log.newest()?.sequenceNumber).toBe(1);
  });

  it("stores nothing of a batch with a malformed event", () => {
    const log = createPartitionLog([], null);
    expect(() => log.append({ events: [event, event.subarray(1)], partitionKey: null })).toThrow(RangeError);
    expect(log.newest()).toBeUndefined();
  });
});
