import { mapEntries, SECTION, splitSections } from "./read-amqp.ts";
import { PARTITION_KEY } from "./read-transfer.ts";

/** Where and when an event was stored. As in Event Hubs, the offset is the byte position in the partition. */
export type Stamp = {
  readonly sequenceNumber: number;
  readonly offset: number;
  readonly enqueuedMs: number;
  readonly partitionKey: string | null;
};

/**
 * Writes the stamp into the annotations of an encoded event. All other bytes stay as the producer sent them, except delivery
 * annotations, which are for one hop only (3.2.2). Throws a RangeError when the event is malformed.
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

/** A message-annotations section (3.2.3) of encoded annotations. */
function encodeMessageAnnotations(annotations: readonly Buffer[]): Buffer {
  const head = Buffer.from([0x00, 0x53, SECTION.messageAnnotations, 0xd1, 0, 0, 0, 0, 0, 0, 0, 0]);
  const bodyLength = annotations.reduce((total, annotation) => total + annotation.length, 0);
  head.writeUInt32BE(4 + bodyLength, 4);
  head.writeUInt32BE(2 * annotations.length, 8);
  return Buffer.concat([head, ...annotations]);
}

/** One annotation: a symbol of at most 255 characters (1.6.21) and its encoded value. */
function encodeAnnotation(name: string, value: Buffer): Buffer {
  return Buffer.concat([Buffer.from([0xa3, name.length]), Buffer.from(name, "ascii"), value]);
}

function encodeLong(value: number): Buffer {
  return encodeEightBytes(0x81, value);
}

function encodeTimestamp(epochMs: number): Buffer {
  return encodeEightBytes(0x83, epochMs);
}

function encodeString(text: string): Buffer {
  const content = Buffer.from(text, "utf8");
  const head = Buffer.from([0xb1, 0, 0, 0, 0]);
  head.writeUInt32BE(content.length, 1);
  return Buffer.concat([head, content]);
}

function encodeEightBytes(typeCode: number, value: number): Buffer {
  const bytes = Buffer.alloc(9);
  bytes.writeUInt8(typeCode, 0);
  bytes.writeBigInt64BE(BigInt(value), 1);
  return bytes;
}
