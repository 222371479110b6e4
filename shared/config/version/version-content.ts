import type { TableClient } from "@azure/data-tables";
import { inSlices, type Steps } from "../../in-slices.ts";
import { DamagedVersionError } from "../damaged-version-error.ts";
import type { ConfigDocument } from "../document.ts";
import { hashInSteps } from "../document-hash.ts";
import { documentOf, itemKinds, itemsInSteps, type StoredItem } from "../item-kinds.ts";
import { itemRows } from "./item-rows.ts";
import { addsUpInSteps, itemFormat, packInSteps, unpackedItems } from "./packed-items.ts";
import { packedRows } from "./packed-rows.ts";

/** The items of a version, some at a time, so that whoever goes through them may give way to calls between two. */
export type ItemBatches = Iterable<readonly StoredItem[]>;

/**
 * The content of the configuration's versions in Table Storage: a row for each item, for people, and a packed copy of all
 * of them, which is read in a tenth of the requests and a fraction of the time. Methods throw a DependencyError when the
 * store fails.
 */
export type VersionContent = {
  /** A version's items; throws a DamagedVersionError when neither the copy nor the rows add up to `hash`. */
  readonly readItems: (version: number, hash: string) => Promise<ItemBatches>;
  /** The same as a document, its fields in the order that people know. */
  readonly readVersion: (version: number, hash: string) => Promise<ConfigDocument>;
  /** Stores a version's content; nothing points to it yet. */
  readonly writeVersion: (version: number, document: ConfigDocument) => Promise<void>;
  readonly deleteVersion: (version: number) => Promise<void>;
};

export function versionContent(client: TableClient): VersionContent {
  const rows = itemRows(client);
  const copies = packedRows(client);

  async function readItems(version: number, hash: string): Promise<ItemBatches> {
    const packed = await copies.read(version);
    if (packed.parts.length === 0 || !(await inSlices(addsUpInSteps(packed, hash))))
      return [await readRows(version, hash)];
    const items = unpackedItems(packed);
    return packed.format === itemFormat ? items : [await readByToday(version, items)];
  }

  /** What another release has packed: fields that it did not know get their defaults. */
  async function readByToday(version: number, items: ItemBatches): Promise<readonly StoredItem[]> {
    try {
      return await inSlices(parseInSteps(items));
    } catch (cause) {
      throw new DamagedVersionError(version, "has an item that is not valid by this release", cause);
    }
  }

  /** A version that was stored without a copy, or whose copy was damaged. */
  async function readRows(version: number, hash: string): Promise<readonly StoredItem[]> {
    const items = await rows.read(version);
    const found = await inSlices(hashInSteps(documentOf(items)));
    if (found !== hash) throw new DamagedVersionError(version, `is ${found}, but ${hash} was activated`);
    return items;
  }

  return {
    readItems,

    readVersion: async (version, hash) => {
      const batches = await readItems(version, hash);
      return documentOf(await inSlices(parseInSteps(batches)));
    },

    writeVersion: async (version, document) => {
      const items = await inSlices(itemsInSteps(document));
      await rows.write(version, items);
      await copies.write(version, await inSlices(packInSteps(items)));
    },

    deleteVersion: async (version) => {
      await copies.remove(version);
      await rows.remove(version);
    },
  };
}

/** Items as their schemas make them: every field there, in the order of the schema. */
function* parseInSteps(batches: ItemBatches): Steps<readonly StoredItem[]> {
  const items: StoredItem[] = [];
  for (const batch of batches)
    for (const { kind, key, item } of batch) {
      items.push({ kind, key, item: itemKinds[kind].schema.parse(item) });
      yield;
    }
  return items;
}
