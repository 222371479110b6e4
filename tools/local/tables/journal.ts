import {
  appendFileSync,
  closeSync,
  existsSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
} from "node:fs";
import { crc32 } from "node:zlib";

/** A change of the database. A document is found by its key. */
export type Change =
  | { readonly do: "add"; readonly collection: string; readonly options: object }
  | { readonly do: "remove"; readonly collection: string }
  | { readonly do: "put" | "delete"; readonly collection: string; readonly document: object };

/** Changes since the last save, kept in a file beside the saved one. */
export type Journal = {
  /**
   * Returns when the operating system has the changes, all or none: they survive any end of this process, but not a power
   * failure (no fsync). Throws when they cannot be written.
   */
  readonly append: (changes: readonly Change[]) => void;
  readonly bytes: () => number;
  /** Starts a new file. The changes before it belong to the save that begins now. */
  readonly beginSave: () => void;
  /** The save is on disk: removes the changes that belong to it. */
  readonly endSave: () => void;
  readonly close: () => void;
};

/** Opens the journal at this path and reads its changes. A torn change at the end was never answered, and is cut off. */
export function openJournal(path: string): { readonly changes: readonly Change[]; readonly journal: Journal } {
  const older = `${path}.older`;
  const changes = [...readChanges(older), ...readChanges(path)];
  let fd = openSync(path, "a");
  let bytes = 0;
  const journal: Journal = {
    append: (added) => {
      const line = encodeLine(added);
      appendFileSync(fd, line);
      bytes += line.length;
    },
    bytes: () => bytes,
    beginSave: () => {
      // The last save failed: its changes stay in the older file until a save succeeds.
      if (existsSync(older)) return;
      closeSync(fd);
      renameSync(path, older);
      fd = openSync(path, "a");
      bytes = 0;
    },
    endSave: () => rmSync(older, { force: true }),
    close: () => closeSync(fd),
  };
  return { changes, journal };
}

/** A line is the CRC-32 of what follows it, in hexadecimal, and the changes as JSON. */
function encodeLine(changes: readonly Change[]): Buffer {
  const json = Buffer.from(JSON.stringify(changes));
  return Buffer.concat([Buffer.from(`${checksum(json)} `), json, Buffer.from("\n")]);
}

const checksum = (json: Uint8Array): string => crc32(json).toString(16).padStart(8, "0");
const checksumLength = 8;

function readChanges(path: string): readonly Change[] {
  if (!existsSync(path)) return [];
  const content = readFileSync(path);
  const end = content.lastIndexOf("\n") + 1;
  if (end < content.length) truncateSync(path, end);
  const changes: Change[] = [];
  for (let start = 0; start < end; ) {
    const lineEnd = content.indexOf("\n", start);
    const json = content.subarray(start + checksumLength + 1, lineEnd);
    if (content.toString("latin1", start, start + checksumLength) !== checksum(json))
      throw new Error(`${path} is damaged at byte ${start}: restore the directory from a backup.`);
    changes.push(...JSON.parse(json.toString("utf8")));
    start = lineEnd + 1;
  }
  return changes;
}
