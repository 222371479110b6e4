import { pace } from "../../pace.ts";
import { readEvent, type TrailEvent } from "../read-event.ts";
import type { DeadLetter } from "./dead-letter-table.ts";
import type { EmptyMessages, PairedBatch, PairedMessage } from "./pair-positions.ts";
import { isOfCall, type NewRow, rowsOf } from "./trail-row.ts";

/** A message that is an event of the trail, with the rows it becomes. */
export type TrailEntry = PairedMessage & {
  readonly id: string;
  readonly time: string;
  /** The call that the event is about; null when it is about none. */
  readonly callId: string | null;
  /** The trace that the event belongs to, where one was recorded. */
  readonly traceparent: string | null;
  readonly trail: NewRow;
  readonly byCall: NewRow | null;
};

/** What of a batch becomes rows of the trail, and what becomes dead letters. */
export type ClassifiedBatch = { readonly entries: readonly TrailEntry[]; readonly letters: readonly DeadLetter[] };

/** Separates a batch into events and messages that are none. Paced. */
export async function classifyMessages({ messages, empty }: PairedBatch): Promise<ClassifiedBatch> {
  const entries: TrailEntry[] = [];
  const letters: DeadLetter[] = empty.map(emptyLetter);
  for (const message of messages) {
    if (pace.isDue()) await pace.rest();
    const read = readEvent(message.body);
    if ("reason" in read) letters.push({ ...message, reason: read.reason, detail: read.detail });
    else entries.push({ ...message, ...factsOf(read.event), ...rowsOf(read) });
  }
  return { entries, letters };
}

const factsOf = (event: TrailEvent): Pick<TrailEntry, "id" | "time" | "callId" | "traceparent"> => ({
  id: event.id,
  time: event.time,
  callId: isOfCall(event) ? event.subject : null,
  traceparent: typeof event.traceparent === "string" ? event.traceparent : null,
});

const emptyLetter = ({ count, positions }: EmptyMessages): DeadLetter => ({
  reason: "empty-body",
  detail: `${count} of the ${positions.length} messages from ${positions[0]?.sequence} to ${positions.at(-1)?.sequence} had no body`,
  body: undefined,
  position: positions[0] ?? null,
});
