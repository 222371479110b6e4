import type { TableClient } from "@azure/data-tables";
import { pace } from "../../pace.ts";
import type { ConfigDocument } from "../document.ts";
import { documentHash } from "../document-hash.ts";
import { documentItems, documentOf, itemKinds, type StoredItem } from "../item-kinds.ts";
import { DamagedVersionError } from "./damaged-version-error.ts";
import { itemRows, type ListedTable } from "./item-rows.ts";
import { addsUp, itemFormat, type PackedItems, packItems, unpackedItems } from "./packed-items.ts";
import { packedRows } from "./packed-rows.ts";

/** The items of a version, some at a time, to be walked once: the caller can rest between two batches. */
export type ItemBatches = Iterable<readonly StoredItem[]>;

/**
 * The content of the configuration's versions in Table Storage: a row for each item, for people, and a packed copy of all
 * of them, which takes a tenth of the requests to read. Methods throw a DependencyError when the store fails.
 */
export type VersionContent = {
  /** A version's items; throws a DamagedVersionError when neither the copy nor the rows add up to `hash`. */
  readonly readItems: (version: number, hash: string) => Promise<ItemBatches>;
  /** The same as a document, its fields in the order that people know. */
  readonly readVersion: (version: number, hash: string) => Promise<ConfigDocument>;
  /** Stores a version's content; nothing points to it yet. */
  readonly writeVersion: (version: number, document: ConfigDocument) => Promise<void>;
  /** Throws a DamagedVersionError unless the copy adds up to `hash` and every item has its row. */
  readonly verifyVersion: (version: number, hash: string) => Promise<void>;
  /** The versions of lookup tables that a version lists, as far as its rows can be read. */
  readonly listedTables: (version: number) => Promise<readonly ListedTable[]>;
  readonly deleteVersion: (version: number) => Promise<void>;
};

/** `onDamagedCopy` runs for a copy that is there but does not add up: the version is then read from its rows. */
export function versionContent(client: TableClient, onDamagedCopy?: (version: number) => void): VersionContent {
  const rows = itemRows(client);
  const copies = packedRows(client);

  async function readItems(version: number, hash: string): Promise<ItemBatches> {
    const packed = await copies.read(version);
    if (packed.parts.length > 0) {
      if (await addsUp(packed, hash)) return itemsOfCopy(version, packed);
      onDamagedCopy?.(version);
    }
    return [await readRows(version, hash)];
  }

  /** What another release packed is parsed by the schemas of this one: fields that it did not know get their defaults. */
  const itemsOfCopy = async (version: number, packed: PackedItems): Promise<ItemBatches> =>
    packed.format === itemFormat ? unpackedItems(packed) : [await parsed(version, unpackedItems(packed))];

  /** A version that was stored without a copy, or whose copy was damaged. */
  async function readRows(version: number, hash: string): Promise<readonly StoredItem[]> {
    const items = await rows.read(version);
    const found = await documentHash(documentOf(items));
    if (found !== hash) throw new DamagedVersionError(version, `is ${found}, but ${hash} was activated`);
    return items;
  }

  return {
    readItems,

    readVersion: async (version, hash) => documentOf(await parsed(version, await readItems(version, hash))),

    writeVersion: async (version, document) => {
      const items = await documentItems(document);
      await rows.write(version, items);
      await copies.write(version, await packItems(items));
    },

    verifyVersion: async (version, hash) => {
      const packed = await copies.read(version);
      if (!(await addsUp(packed, hash)))
        throw new DamagedVersionError(version, `has a packed copy that is not ${hash}`);
      const missing = await rows.missing(version, unpackedItems(packed));
      if (missing !== null) throw new DamagedVersionError(version, `has no row for ${missing}`);
    },

    listedTables: rows.listedTables,

    deleteVersion: async (version) => {
      await copies.remove(version);
      await rows.remove(version);
    },
  };
}

/** Items as their schemas make them: every field there, in the order of the schema. */
async function parsed(version: number, batches: ItemBatches): Promise<readonly StoredItem[]> {
  const items: StoredItem[] = [];
  try {
    for (const batch of batches)
      for (const { kind, key, item } of batch) {
        items.push({ kind, key, item: itemKinds[kind].schema.parse(item) });
        if (pace.isDue()) await pace.rest();
      }
    return items;
  } catch (cause) {
    throw new DamagedVersionError(version, "has an item that is not valid by this release", cause);
  }
}
