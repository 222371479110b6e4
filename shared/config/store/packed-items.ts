import { createHash } from "node:crypto";
import { gunzipSync, gzipSync } from "node:zlib";
import { canonicalJson } from "../../json/canonical-json.ts";
import { pace } from "../../pace.ts";
import type { StoredItem } from "../item-kinds.ts";
import { fromStoredForm, storedForm } from "../stored-form.ts";

/**
 * All items of a version in their order, packed: each part is the gzipped canonical JSON of some items, with commas between
 * them. Unzipped, joined with commas and in brackets, the parts are the text that the version's hash is over (`documentHash`).
 */
export type PackedItems = {
  /** The `itemFormat` of the release that packed them. */
  readonly format: number;
  readonly parts: readonly Uint8Array[];
};

/**
 * Raise it whenever the schema of an item changes, a new conversion step included. Items of this format are taken without being
 * parsed: an instance of the release before would decide calls by items that it does not know. Items of another format are parsed,
 * which takes longer, and what cannot be parsed is refused; the instance then keeps the version that it has.
 */
export const itemFormat = 7;

/** So much text is packed, unpacked or parsed in well under a millisecond. */
const unitsAPart = 32_000;

/** Packs items in the order that they have. Paced. */
export async function packItems(items: readonly StoredItem[]): Promise<PackedItems> {
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
    if (pace.isDue()) await pace.rest();
  }
  finishPart();
  return { format: itemFormat, parts };
}

/** Whether the parts are whole, in order and what the hash was taken over. Paced. */
export async function addsUp({ parts }: PackedItems, hash: string): Promise<boolean> {
  const found = createHash("sha256");
  let before = "[";
  for (const part of parts) {
    const text = unzipped(part);
    if (text === null) return false;
    found.update(before).update(text);
    before = ",";
    if (pace.isDue()) await pace.rest();
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

/** Null for what is not an archive, or too long. */
function unzipped(part: Uint8Array): Buffer | null {
  try {
    return gunzipSync(part, { chunkSize: lengthUnzipped(part), maxOutputLength: longestUnzipped });
  } catch {
    return null;
  }
}

/** More than any part has. A foreign row must not fill an instance's memory. */
const longestUnzipped = 1024 * 1024;

/**
 * The length of an archive's content by its trailer (RFC 1952, 2.3.1: ISIZE), so that it is unzipped into one buffer of just
 * that size. A larger one would bring the next full garbage collection nearer.
 */
function lengthUnzipped(part: Uint8Array): number {
  const stated = Buffer.from(part.buffer, part.byteOffset, part.length).readUInt32LE(part.length - 4);
  return Math.min(Math.max(64, stated + 1), longestUnzipped);
}
