import { canonicalJson } from "../../json/canonical-json.ts";
import { pace } from "../../pace.ts";
import type { ConfigDocument } from "../document.ts";
import type { ItemOrigins } from "../document-fault.ts";
import { type Item, type ItemKind, itemKey, itemKinds, itemsOf, kinds } from "../item-kinds.ts";
import { memberOf } from "./export-document.ts";
import type { ImportedLists } from "./parse-import.ts";

/**
 * The document with these lists instead of its own, the others as they are. An item with the same content as one of the
 * document's is that very object, so that a comparison sees at once what did not change; its origin is that of the new one.
 * Paced.
 */
export async function replaceLists(
  document: ConfigDocument,
  { lists, origins }: ImportedLists,
): Promise<{ readonly document: ConfigDocument; readonly origins: ItemOrigins }> {
  const wanted = { ...document, ...lists };
  const parts: Partial<Record<keyof ConfigDocument, unknown>> = {};
  const kept = new Map<object, string>();
  for (const kind of kinds) {
    const member = memberOf(kind);
    if (lists[member] === undefined) continue;
    const present = itemsOf(document, kind);
    const items = await keepEqual(kind, present, itemsOf(wanted, kind));
    for (const [i, item] of itemsOf(wanted, kind).entries()) {
      const origin = origins.get(item);
      if (origin !== undefined) kept.set(items[i] ?? item, origin);
      if (pace.isDue()) await pace.rest();
    }
    const isSame = items.length === present.length && items.every((item, i) => item === present[i]);
    parts[member] = itemKinds[kind].list === null ? items[0] : isSame ? present : items;
  }
  return { document: { ...document, ...(parts as Partial<ConfigDocument>) }, origins: kept };
}

/** The wanted items, those that are there already as the present objects. */
async function keepEqual(kind: ItemKind, present: readonly Item[], wanted: readonly Item[]): Promise<readonly Item[]> {
  const byKey = new Map<string, Item>();
  for (const item of present) {
    byKey.set(itemKey(kind, item), item);
    if (pace.isDue()) await pace.rest();
  }
  const items: Item[] = [];
  for (const item of wanted) {
    const same = byKey.get(itemKey(kind, item));
    items.push(same !== undefined && canonicalJson(same) === canonicalJson(item) ? same : item);
    if (pace.isDue()) await pace.rest();
  }
  return items;
}
