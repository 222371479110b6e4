import { contentOf, mapEntries, SECTION, splitSections } from "./read-amqp.ts";

export const PARTITION_KEY = "x-opt-partition-key";

/** Event Hubs' format of a batch: an envelope with one data section for each encoded event. */
export const BATCH_FORMAT = 0x80013700;

/** What one transfer from a producer holds: the events as it encoded them, and the partition key that they share. */
export type Transfer = { readonly events: readonly Buffer[]; readonly partitionKey: string | null };

/** Reads a transfer. Throws a RangeError when it is no well-formed AMQP message. */
export function readTransfer(message: Buffer, format: number): Transfer {
  const sections = splitSections(message);
  const annotations = sections.find(({ code }) => code === SECTION.messageAnnotations);
  const key = annotations && mapEntries(annotations.value).find((entry) => entry.key === PARTITION_KEY);
  const inBatch = sections.filter(({ code }) => code === SECTION.data).map(({ value }) => contentOf(value));
  return {
    events: format === BATCH_FORMAT ? inBatch : [message],
    partitionKey: key ? contentOf(key.value).toString("utf8") : null,
  };
}
