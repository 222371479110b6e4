import type { DiskLog } from "./disk-log.ts";
import type { Transfer } from "./read-transfer.ts";
import { stampEvent } from "./stamp-event.ts";
import type { StartPosition } from "./start-position.ts";

/** An event as it is kept and delivered: encoded, with its annotations in place. */
export type StoredEvent = {
  readonly sequenceNumber: number;
  readonly offset: number;
  readonly enqueuedMs: number;
  readonly encoded: Buffer;
};

/** At least this many of the newest events of each partition are kept, at most a quarter more. Older ones are gone. */
export const RETAINED_EVENTS = 100_000;

export type PartitionLog = {
  /** Stores a transfer's events, all or none. Throws a RangeError when an event is malformed. */
  append(transfer: Transfer): void;
  /** The event with that sequence number, the oldest one when it is gone already, undefined when it is yet to come. */
  eventFrom(sequenceNumber: number): StoredEvent | undefined;
  /** The sequence number to read from, or the reason why there is none: the position lies beyond the newest event. */
  resolve(position: StartPosition): number | { readonly invalid: string };
  oldest(): StoredEvent | undefined;
  newest(): StoredEvent | undefined;
};

/** `events` are those that the disk log held; an empty array and null make a log that lives in memory only. */
export function createPartitionLog(events: StoredEvent[], disk: DiskLog | null): PartitionLog {
  const oldest = () => events[0];
  const newest = () => events.at(-1);
  const nextSequenceNumber = () => (newest()?.sequenceNumber ?? -1) + 1;

  return {
    oldest,
    newest,
    append({ events: sent, partitionKey }) {
      const stored: StoredEvent[] = [];
      const nowMs = Date.now();
      for (const event of sent) stored.push(storeAfter(stored.at(-1) ?? newest(), event, partitionKey, nowMs));
      disk?.append(stored);
      for (const event of stored) events.push(event);
      // Cut off a quarter at a time: taking events off the front of a long array one by one costs too much.
      if (events.length > RETAINED_EVENTS * 1.25) events.splice(0, events.length - RETAINED_EVENTS);
    },
    eventFrom(sequenceNumber) {
      return events[Math.max(0, sequenceNumber - (oldest()?.sequenceNumber ?? 0))];
    },
    resolve(position) {
      if (position.kind === "latest") return nextSequenceNumber();
      const { kind, value, inclusive } = position;
      const last = newest()?.[kind] ?? -1;
      if (kind !== "enqueuedMs" && value > last) return { invalid: describeBeyondEnd(kind, value, last) };
      const first = firstIndex(events, (event) => (inclusive ? event[kind] >= value : event[kind] > value));
      return events[first]?.sequenceNumber ?? nextSequenceNumber();
    },
  };
}

function storeAfter(
  previous: StoredEvent | undefined,
  event: Buffer,
  partitionKey: string | null,
  nowMs: number,
): StoredEvent {
  const position = {
    sequenceNumber: previous ? previous.sequenceNumber + 1 : 0,
    offset: previous ? previous.offset + previous.encoded.length : 0,
    // Never earlier than the event before, should the clock be set back: positions are found by binary search.
    enqueuedMs: Math.max(nowMs, previous?.enqueuedMs ?? 0),
  };
  return { ...position, encoded: stampEvent(event, { ...position, partitionKey }) };
}

/** Event Hubs refuses such a position too. It is seen when a checkpoint outlives the hub that it was made for. */
function describeBeyondEnd(kind: "offset" | "sequenceNumber", value: number, last: number): string {
  const name = kind === "offset" ? "offset" : "sequence number";
  return `The supplied ${name} '${value}' is invalid. The last ${name} in the system is '${last}'`;
}

/** The index of the first event that passes a test which, once passed, all later events pass; the length if none does. */
function firstIndex(events: readonly StoredEvent[], passes: (event: StoredEvent) => boolean): number {
  let low = 0;
  let high = events.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const event = events[middle];
    if (event !== undefined && passes(event)) high = middle;
    else low = middle + 1;
  }
  return low;
}
