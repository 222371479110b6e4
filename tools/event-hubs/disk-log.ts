import {
  appendFileSync,
  closeSync,
  fstatSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readSync,
  renameSync,
  writeFileSync,
} from "node:fs";
import { dirname } from "node:path";
import { crc32 } from "node:zlib";

/** An event as it is kept and delivered: encoded, with its annotations in place. */
export type StoredEvent = {
  readonly sequenceNumber: number;
  readonly offset: number;
  readonly enqueuedMs: number;
  readonly encoded: Buffer;
};

/**
 * One partition's events in an append-only file. A record is the CRC-32 of what follows it, the event's length, sequence
 * number, offset and time, and the encoded event.
 */
export type DiskLog = {
  /**
   * Returns when the operating system has the records: they survive any end of this process, but not a power failure (no
   * fsync). Throws, and leaves the file as it was, when they cannot be written.
   */
  append(events: readonly StoredEvent[]): void;
  close(): void;
};

const HEAD_BYTES = 4 + 4 + 8 + 8 + 8;

/**
 * Opens or creates the file and reads the newest `keep` events. The file is cut at the first torn or damaged record, and
 * events older than the newest `keep` are removed from it.
 */
export function openDiskLog(file: string, keep: number): { readonly events: StoredEvent[]; readonly log: DiskLog } {
  mkdirSync(dirname(file), { recursive: true });
  const { events, total, intactBytes } = readNewest(file, keep);
  let length = total > events.length ? replaceFile(file, events) : intactBytes;
  const fd = openSync(file, "a");
  ftruncateSync(fd, length);
  return {
    events,
    log: {
      append(added) {
        const records = Buffer.concat(added.map(encodeRecord));
        try {
          appendFileSync(fd, records);
        } catch (error) {
          ftruncateSync(fd, length);
          throw error;
        }
        length += records.length;
      },
      close: () => closeSync(fd),
    },
  };
}

function readNewest(file: string, keep: number) {
  const fd = openSync(file, "a+");
  const { size } = fstatSync(fd);
  const events: StoredEvent[] = [];
  let total = 0;
  let intactBytes = 0;
  for (let record = readRecord(fd, 0, size); record !== null; record = readRecord(fd, intactBytes, size)) {
    events.push(record);
    if (events.length > 2 * keep) events.splice(0, keep);
    total += 1;
    intactBytes += HEAD_BYTES + record.encoded.length;
  }
  closeSync(fd);
  return { events: events.slice(-keep), total, intactBytes };
}

function readRecord(fd: number, position: number, fileSize: number): StoredEvent | null {
  const head = Buffer.alloc(HEAD_BYTES);
  if (readSync(fd, head, 0, HEAD_BYTES, position) < HEAD_BYTES) return null;
  const encodedLength = head.readUInt32BE(4);
  if (position + HEAD_BYTES + encodedLength > fileSize) return null;
  const encoded = Buffer.alloc(encodedLength);
  readSync(fd, encoded, 0, encodedLength, position + HEAD_BYTES);
  if (crc32(encoded, crc32(head.subarray(4))) !== head.readUInt32BE(0)) return null;
  return {
    sequenceNumber: head.readDoubleBE(8),
    offset: head.readDoubleBE(16),
    enqueuedMs: head.readDoubleBE(24),
    encoded,
  };
}

function encodeRecord({ sequenceNumber, offset, enqueuedMs, encoded }: StoredEvent): Buffer {
  const head = Buffer.alloc(HEAD_BYTES);
  head.writeUInt32BE(encoded.length, 4);
  head.writeDoubleBE(sequenceNumber, 8);
  head.writeDoubleBE(offset, 16);
  head.writeDoubleBE(enqueuedMs, 24);
  head.writeUInt32BE(crc32(encoded, crc32(head.subarray(4))), 0);
  return Buffer.concat([head, encoded]);
}

/** Writes a new file and renames it, so that a process that dies half-way leaves the old file. Returns the new length. */
function replaceFile(file: string, events: readonly StoredEvent[]): number {
  const records = Buffer.concat(events.map(encodeRecord));
  writeFileSync(`${file}.new`, records);
  renameSync(`${file}.new`, file);
  return records.length;
}
