import type { ConfigDocument } from "./document.ts";
import { itemsHash } from "./document-hash.ts";
import { type ItemKind, itemKinds, itemsInOrder, kinds } from "./item-kinds.ts";

/** One list of a document: what tells it from the same list of another. */
export type ListFingerprint = {
  readonly kind: ItemKind;
  /** The name under which a document has it. */
  readonly list: string;
  /** The fields that tell an item from others; none for the one item that is no list. */
  readonly key: readonly string[];
  readonly items: number;
  readonly hash: string;
};

/** Every list of a document with its hash, the same for any order of its items. Paced. */
export async function fingerprintLists(document: ConfigDocument): Promise<readonly ListFingerprint[]> {
  const lists: ListFingerprint[] = [];
  for (const kind of kinds) {
    const items = await itemsInOrder(document, kind);
    const { list, keyFields } = itemKinds[kind];
    lists.push({
      kind,
      list: list ?? "defaults",
      key: keyFields,
      items: items.length,
      hash: await itemsHash(items),
    });
  }
  return lists;
}

/** Rows that are stored beside the document: which ones it lists. */
export type ListedTable = {
  readonly kind: "lookup-table" | "location-table";
  readonly name: string;
  readonly keys: string;
  readonly version: number;
  /** Null if an older release listed it. */
  readonly hash: string | null;
};

/** The tables that a document lists, those of numbers before those of places. */
export const listedTables = ({ lookupTables, locationTables }: ConfigDocument): readonly ListedTable[] => [
  ...lookupTables.map((table) => ({ kind: "lookup-table" as const, ...table, hash: table.hash ?? null })),
  ...locationTables.map((table) => ({ kind: "location-table" as const, ...table, hash: table.hash ?? null })),
];
