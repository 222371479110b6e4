import type { DiskLog, StoredEvent } from "./disk-log.ts";
import type { Transfer } from "./read-transfer.ts";
import { stampEvent } from "./stamp-event.ts";
import type { StartPosition } from "./start-position.ts";

/** Each partition keeps at least this many of its newest events, and at most a quarter more. */
export const RETAINED_EVENTS = 100_000;

export type PartitionLog = {
  /** Stores a transfer's events, all or none. Throws a RangeError when an event is malformed. */
  append(transfer: Transfer): void;
  /** The event with that sequence number; the oldest event if it was removed; undefined if it does not exist yet. */
  eventFrom(sequenceNumber: number): StoredEvent | undefined;
  /** The sequence number to read from, or an error text if the position is beyond the newest event. */
  resolve(position: StartPosition): number | { readonly invalid: string };
  oldest(): StoredEvent | undefined;
  newest(): StoredEvent | undefined;
};

/** `events` are what the disk log held. Without a disk log events are kept in memory only. */
export function createPartitionLog(events: StoredEvent[], disk: DiskLog | null): PartitionLog {
  const oldest = () => events[0];
  const newest = () => events.at(-1);

  return {
    oldest,
    newest,
    append({ events: sent, partitionKey }) {
      const stored: StoredEvent[] = [];
      const nowMs = Date.now();
      for (const event of sent) stored.push(storeAfter(stored.at(-1) ?? newest(), event, partitionKey, nowMs));
      disk?.append(stored);
      for (const event of stored) events.push(event);
      // A quarter at a time: removing events from the front of a long array one by one costs too much.
      if (events.length > RETAINED_EVENTS * 1.25) events.splice(0, events.length - RETAINED_EVENTS);
    },
    eventFrom(sequenceNumber) {
      return events[Math.max(0, sequenceNumber - (oldest()?.sequenceNumber ?? 0))];
    },
    resolve({ kind, value, inclusive }) {
      const last = newest()?.[kind] ?? -1;
      if (value > last) return { invalid: describeBeyondEnd(kind, value, last) };
      const first = firstIndex(events, (event) => (inclusive ? event[kind] >= value : event[kind] > value));
      return events[first]?.sequenceNumber ?? (newest()?.sequenceNumber ?? -1) + 1;
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
    enqueuedMs: nowMs,
  };
  return { ...position, encoded: stampEvent(event, { ...position, partitionKey }) };
}

/** Event Hubs refuses such a position too. It happens when a checkpoint is older than the hub. */
function describeBeyondEnd(kind: "offset" | "sequenceNumber", value: number, last: number): string {
  const name = kind === "offset" ? "offset" : "sequence number";
  return `The supplied ${name} '${value}' is invalid. The last ${name} in the system is '${last}'`;
}

/** Binary search: the index of the first event that passes a test which all later events pass too; the length if none does. */
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
