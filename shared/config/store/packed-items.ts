import { createHash } from "node:crypto";
import { gunzipSync, gzipSync } from "node:zlib";
import type { Steps } from "../../in-slices.ts";
import { canonicalJson } from "../../json/canonical-json.ts";
import type { StoredItem } from "../item-kinds.ts";
import { fromStoredForm, storedForm } from "../stored-form.ts";

/**
 * All items of a version in their order, packed: each part is the gzipped canonical JSON of some items, with commas between
 * them. Put together and in brackets the parts are the very text that the version's hash is over (`documentHash`).
 */
export type PackedItems = {
  /** What the schemas of the items were when they were packed: `itemFormat` then. */
  readonly format: number;
  readonly parts: readonly Uint8Array[];
};

/** To be raised whenever an item's schema changes: items of another format are read by today's schemas, which takes longer. */
export const itemFormat = 2;

/** So much text is packed, unpacked or parsed in well under a millisecond. */
const unitsAPart = 32_000;

/** Packs items in the order that they have. */
export function* packInSteps(items: readonly StoredItem[]): Steps<PackedItems> {
  const parts: Uint8Array[] = [];
  let texts: string[] = [];
  let units = 0;
  const finishPart = (): void => {
    if (texts.length > 0) parts.push(gzipSync(texts.join()));
    texts = [];
    units = 0;
  };
  for (const item of items) {
    const text = canonicalJson(storedForm(item));
    texts.push(text);
    units += text.length;
    if (units >= unitsAPart) finishPart();
    yield;
  }
  finishPart();
  return { format: itemFormat, parts };
}

/** Whether the parts are whole, in order and what the hash was taken over. */
export function* addsUpInSteps({ parts }: PackedItems, hash: string): Steps<boolean> {
  const found = createHash("sha256");
  let before = "[";
  for (const part of parts) {
    const text = unzipped(part);
    if (text === null) return false;
    found.update(before).update(text);
    before = ",";
    yield;
  }
  return `sha256:${found.update("]").digest("hex")}` === hash;
}

/** The items of parts that add up, part by part: they were valid when they were packed, and are what was packed. */
export function* unpackedItems({ parts }: PackedItems): Generator<readonly StoredItem[], void, undefined> {
  for (const part of parts) {
    const items: readonly StoredItem[] = JSON.parse(`[${unzipped(part)}]`);
    yield items.map(fromStoredForm);
  }
}

/** Null for what is no archive, or too long. */
function unzipped(part: Uint8Array): Buffer | null {
  try {
    return gunzipSync(part, { chunkSize: lengthUnzipped(part), maxOutputLength: longestUnzipped });
  } catch {
    return null;
  }
}

/** More than any part has, and little enough for an instance: whoever writes to the table must not take its memory. */
const longestUnzipped = 1024 * 1024;

/**
 * What an archive says of its content's length (RFC 1952, 2.3.1: ISIZE), so that it is unzipped into one piece of memory of
 * just that size: what is allocated for nothing brings the next full garbage collection nearer.
 */
function lengthUnzipped(part: Uint8Array): number {
  const stated = Buffer.from(part.buffer, part.byteOffset, part.length).readUInt32LE(part.length - 4);
  return Math.min(Math.max(64, stated + 1), longestUnzipped);
}
