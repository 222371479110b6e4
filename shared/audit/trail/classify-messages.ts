import { setImmediate as otherWork } from "node:timers/promises";
import { readEvent, type TrailEvent } from "../read-event.ts";
import type { DeadLetter } from "./dead-letter-table.ts";
import type { EmptyMessages, PairedBatch, PairedMessage } from "./pair-positions.ts";
import { type NewRow, rowsOf } from "./trail-row.ts";

/** A message that is an event of the trail, with the rows it becomes. */
export type TrailEntry = PairedMessage & {
  readonly id: string;
  readonly time: string;
  /** The trace that the event belongs to, where one was recorded. */
  readonly traceparent: string | null;
  readonly trail: NewRow;
  readonly byCall: NewRow | null;
};

/** A batch, told apart: what becomes rows, and what can only be kept aside. */
export type SortedBatch = { readonly entries: readonly TrailEntry[]; readonly letters: readonly DeadLetter[] };

const messagesBetweenPauses = 32;

/** Tells the events of a batch from what is none, with pauses for the calls that may be answered in the same process. */
export async function sortOutMessages({ messages, empty }: PairedBatch): Promise<SortedBatch> {
  const entries: TrailEntry[] = [];
  const letters: DeadLetter[] = empty.map(emptyLetter);
  for (const [index, message] of messages.entries()) {
    if (index % messagesBetweenPauses === messagesBetweenPauses - 1) await otherWork();
    const read = readEvent(message.body);
    if ("reason" in read) letters.push({ ...message, reason: read.reason, detail: read.detail });
    else entries.push({ ...message, ...traceOf(read.event), ...rowsOf(read) });
  }
  return { entries, letters };
}

const traceOf = ({ id, time, traceparent }: TrailEvent): Pick<TrailEntry, "id" | "time" | "traceparent"> => ({
  id,
  time,
  traceparent: typeof traceparent === "string" ? traceparent : null,
});

const emptyLetter = ({ count, positions }: EmptyMessages): DeadLetter => ({
  reason: "empty-body",
  detail: `${count} of the ${positions.length} messages from ${positions[0]?.sequence} to ${positions.at(-1)?.sequence} had no body`,
  body: undefined,
  position: positions[0] ?? null,
});
