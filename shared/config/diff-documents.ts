import { inSlices, type Steps, sortInSteps } from "../in-slices.ts";
import { canonicalJson } from "../json/canonical-json.ts";
import type { ConfigDocument } from "./document.ts";
import { type Item, type ItemKind, itemKey, itemsOf, kinds } from "./item-kinds.ts";

/** What became of one item. `key` is the key its row has; `fields` names what differs, and is empty unless it was changed. */
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

/** Compares two documents, in which no two items of a kind have one key. The order of lists is no difference. Gives way to calls. */
export const diffDocuments = (before: ConfigDocument, after: ConfigDocument): Promise<DocumentDiff> =>
  inSlices(diff(before, after));

/** How many items of each kind were added, changed and removed; only kinds of which any were. */
export function summarise(diff: DocumentDiff): Readonly<Record<string, ChangeCounts>> {
  const counts: Record<string, { added: number; changed: number; removed: number }> = {};
  for (const { kind, change } of diff) {
    counts[kind] ??= { added: 0, changed: 0, removed: 0 };
    counts[kind][change] += 1;
  }
  return counts;
}

function* diff(before: ConfigDocument, after: ConfigDocument): Steps<DocumentDiff> {
  const changes: ItemChange[] = [];
  for (const kind of [...kinds].sort()) {
    const [was, is] = [itemsOf(before, kind), itemsOf(after, kind)];
    if (was === is) continue;
    const ofKind = yield* diffItems(kind, was, is);
    for (const change of yield* sortInSteps(ofKind, ({ key }) => key)) changes.push(change);
  }
  return changes;
}

function* diffItems(kind: ItemKind, before: readonly Item[], after: readonly Item[]): Steps<readonly ItemChange[]> {
  const was = yield* byKey(kind, before);
  const is = yield* byKey(kind, after);
  const changes: ItemChange[] = [];
  for (const [key, item] of was) {
    const now = is.get(key);
    if (now === undefined) changes.push({ kind, key, change: "removed", before: item, after: null, fields: [] });
    else if (now !== item) {
      const fields = differingFields(item, now);
      if (fields.length > 0) changes.push({ kind, key, change: "changed", before: item, after: now, fields });
    }
    yield;
  }
  for (const [key, item] of is) {
    if (!was.has(key)) changes.push({ kind, key, change: "added", before: null, after: item, fields: [] });
    yield;
  }
  return changes;
}

function* byKey(kind: ItemKind, items: readonly Item[]): Steps<ReadonlyMap<string, Item>> {
  const found = new Map<string, Item>();
  for (const item of items) {
    found.set(itemKey(kind, item), item);
    yield;
  }
  return found;
}

const differingFields = (before: Item, after: Item): readonly string[] =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter((field) => before[field] !== after[field] && canonicalJson(before[field]) !== canonicalJson(after[field]))
    .sort();
