import { canonicalJson } from "../json/canonical-json.ts";
import { pace } from "../pace.ts";
import { sortPaced } from "../sort-paced.ts";
import type { ConfigDocument } from "./document.ts";
import { type Item, type ItemKind, itemKey, itemsOf, kinds } from "./item-kinds.ts";

/** The change of one item. `key` is the key of its row; `fields` names the fields that differ, and is empty unless it was changed. */
export type ItemChange = {
  readonly kind: ItemKind;
  readonly key: string;
  readonly change: "added" | "removed" | "changed";
  readonly before: Item | null;
  readonly after: Item | null;
  readonly fields: readonly string[];
};

/** What differs between two documents, by kind and key. */
export type DocumentDiff = readonly ItemChange[];

export type ChangeCounts = { readonly added: number; readonly changed: number; readonly removed: number };

/** Compares two documents, in which no two items of a kind have the same key. The order of lists makes no difference. Paced. */
export async function diffDocuments(before: ConfigDocument, after: ConfigDocument): Promise<DocumentDiff> {
  const ofKinds: (readonly ItemChange[])[] = [];
  for (const kind of [...kinds].sort()) {
    const [was, is] = [itemsOf(before, kind), itemsOf(after, kind)];
    if (was !== is) ofKinds.push(await sortPaced(await diffItems(kind, was, is), ({ key }) => key));
  }
  return ofKinds.flat();
}

/** How many items of each kind were added, changed and removed. Kinds without changes are left out. */
export function summarise(diff: DocumentDiff): Readonly<Record<string, ChangeCounts>> {
  const counts: Record<string, { added: number; changed: number; removed: number }> = {};
  for (const { kind, change } of diff) {
    counts[kind] ??= { added: 0, changed: 0, removed: 0 };
    counts[kind][change] += 1;
  }
  return counts;
}

async function diffItems(
  kind: ItemKind,
  before: readonly Item[],
  after: readonly Item[],
): Promise<readonly ItemChange[]> {
  const [was, is] = [await byKey(kind, before), await byKey(kind, after)];
  const changes: ItemChange[] = [];
  for (const [key, item] of was) {
    const now = is.get(key);
    if (now === undefined) changes.push({ kind, key, change: "removed", before: item, after: null, fields: [] });
    else if (now !== item) {
      const fields = differingFields(item, now);
      if (fields.length > 0) changes.push({ kind, key, change: "changed", before: item, after: now, fields });
    }
    if (pace.isDue()) await pace.rest();
  }
  for (const [key, item] of is) {
    if (!was.has(key)) changes.push({ kind, key, change: "added", before: null, after: item, fields: [] });
    if (pace.isDue()) await pace.rest();
  }
  return changes;
}

async function byKey(kind: ItemKind, items: readonly Item[]): Promise<ReadonlyMap<string, Item>> {
  const found = new Map<string, Item>();
  for (const item of items) {
    found.set(itemKey(kind, item), item);
    if (pace.isDue()) await pace.rest();
  }
  return found;
}

const differingFields = (before: Item, after: Item): readonly string[] =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter((field) => before[field] !== after[field] && canonicalJson(before[field]) !== canonicalJson(after[field]))
    .sort();
