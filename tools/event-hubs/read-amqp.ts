/**
 * Splits encoded AMQP 1.0 messages without decoding them, so that an event leaves a hub with the bytes that it came with.
 * Clauses are those of the OASIS standard: 1.x in part 1 (types), 3.x in part 3 (messaging).
 */

/** Section codes of a message (3.2). */
export const SECTION = {
  header: 0x70,
  deliveryAnnotations: 0x71,
  messageAnnotations: 0x72,
  properties: 0x73,
  data: 0x75,
} as const;

/** One section of a message: its code, where it begins in the message, and its value with the type code. */
export type Section = { readonly code: number; readonly start: number; readonly value: Buffer };

/** Splits an encoded message. Throws a RangeError when it is malformed or cut short. */
export function splitSections(message: Buffer): Section[] {
  const sections: Section[] = [];
  for (let start = 0; start < message.length; ) {
    const valueStart = endOfValue(message, start + 1);
    const end = endOfValue(message, valueStart);
    if (end > message.length) throw new RangeError(`A section ends at ${end}, the message at ${message.length}`);
    sections.push({ code: sectionCode(message, start), start, value: message.subarray(valueStart, end) });
    start = end;
  }
  return sections;
}

/** A section is a described value (1.2): 0x00, then its code as smallulong (0x53) or ulong (0x80). */
function sectionCode(message: Buffer, start: number): number {
  if (message.readUInt8(start) !== 0x00) throw new RangeError("A message section must be a described value");
  return message.readUInt8(start + 1) === 0x53
    ? message.readUInt8(start + 2)
    : Number(message.readBigUInt64BE(start + 2));
}

/** Where the value whose type code stands at `at` ends (1.2: the high nibble of the code gives the width). */
function endOfValue(bytes: Buffer, at: number): number {
  const code = bytes.readUInt8(at);
  if (code === 0x00) return endOfValue(bytes, endOfValue(bytes, at + 1));
  switch (code >> 4) {
    case 0x4:
      return at + 1;
    case 0x5:
      return at + 2;
    case 0x6:
      return at + 3;
    case 0x7:
      return at + 5;
    case 0x8:
      return at + 9;
    case 0x9:
      return at + 17;
    case 0xa:
    case 0xc:
    case 0xe:
      return at + 2 + bytes.readUInt8(at + 1);
    case 0xb:
    case 0xd:
    case 0xf:
      return at + 5 + bytes.readUInt32BE(at + 1);
    default:
      throw new RangeError(`0x${code.toString(16)} is no AMQP type`);
  }
}

/** The content of a binary, string or symbol value (1.6.19 to 1.6.21): one size byte for 0xa?, four for 0xb?. */
export function contentOf(value: Buffer): Buffer {
  const wide = value.readUInt8(0) >> 4 === 0xb;
  return value.subarray(wide ? 5 : 2);
}

/** One entry of a map: its key as text, its encoded value, and key and value together as they were encoded. */
export type MapEntry = { readonly key: string; readonly value: Buffer; readonly bytes: Buffer };

/** The entries of a map value (1.6.23) whose keys are symbols or strings, as those of annotations are. */
export function mapEntries(map: Buffer): MapEntry[] {
  const entries: MapEntry[] = [];
  const wide = map.readUInt8(0) === 0xd1;
  for (let keyStart = wide ? 9 : 3; keyStart < map.length; ) {
    const valueStart = endOfValue(map, keyStart);
    const end = endOfValue(map, valueStart);
    const key = contentOf(map.subarray(keyStart, valueStart)).toString("utf8");
    entries.push({ key, value: map.subarray(valueStart, end), bytes: map.subarray(keyStart, end) });
    keyStart = end;
  }
  return entries;
}
