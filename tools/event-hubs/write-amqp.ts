import { SECTION } from "./read-amqp.ts";

/** Encodes a message-annotations section (3.2.3) from annotations that are encoded already. */
export function encodeMessageAnnotations(annotations: readonly Buffer[]): Buffer {
  const head = Buffer.from([0x00, 0x53, SECTION.messageAnnotations, 0xd1, 0, 0, 0, 0, 0, 0, 0, 0]);
  const bodyLength = annotations.reduce((total, annotation) => total + annotation.length, 0);
  head.writeUInt32BE(4 + bodyLength, 4);
  head.writeUInt32BE(2 * annotations.length, 8);
  return Buffer.concat([head, ...annotations]);
}

/** One annotation: a symbol of at most 255 characters (1.6.21) and its encoded value. */
export function encodeAnnotation(name: string, value: Buffer): Buffer {
  return Buffer.concat([Buffer.from([0xa3, name.length]), Buffer.from(name, "ascii"), value]);
}

export function encodeLong(value: number): Buffer {
  return encodeEightBytes(0x81, value);
}

export function encodeTimestamp(epochMs: number): Buffer {
  return encodeEightBytes(0x83, epochMs);
}

export function encodeString(text: string): Buffer {
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
