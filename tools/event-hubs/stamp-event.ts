import { mapEntries, SECTION, splitSections } from "./read-amqp.ts";
import { PARTITION_KEY } from "./read-transfer.ts";
import { encodeAnnotation, encodeLong, encodeMessageAnnotations, encodeString, encodeTimestamp } from "./write-amqp.ts";

/** Where and when an event was stored. The offset is its byte position in the partition, as in Event Hubs not its index. */
export type Stamp = {
  readonly sequenceNumber: number;
  readonly offset: number;
  readonly enqueuedMs: number;
  readonly partitionKey: string | null;
};

/**
 * Writes the stamp into an encoded event's annotations. Everything else keeps the bytes that the producer sent, but for
 * delivery annotations, which hold for one hop only (3.2.2). Throws a RangeError when the event is malformed.
 */
export function stampEvent(event: Buffer, stamp: Stamp): Buffer {
  const sections = splitSections(event);
  const header = event.subarray(0, sections.find(({ code }) => code !== SECTION.header)?.start ?? event.length);
  const rest = event.subarray(sections.find(({ code }) => code >= SECTION.properties)?.start ?? event.length);
  const sent = sections.find(({ code }) => code === SECTION.messageAnnotations);
  const stamped = encodeStamp(stamp);
  const kept = sent ? mapEntries(sent.value).filter(({ key }) => !stamped.has(key)) : [];
  return Buffer.concat([
    header,
    encodeMessageAnnotations([...stamped.values(), ...kept.map(({ bytes }) => bytes)]),
    rest,
  ]);
}

function encodeStamp({ sequenceNumber, offset, enqueuedMs, partitionKey }: Stamp): Map<string, Buffer> {
  const values: [string, Buffer][] = [
    ["x-opt-sequence-number", encodeLong(sequenceNumber)],
    ["x-opt-offset", encodeString(String(offset))],
    ["x-opt-enqueued-time", encodeTimestamp(enqueuedMs)],
  ];
  if (partitionKey !== null) values.push([PARTITION_KEY, encodeString(partitionKey)]);
  return new Map(values.map(([name, value]) => [name, encodeAnnotation(name, value)]));
}
