import { createHash } from "node:crypto";
import { canonicalJson } from "../json/canonical-json.ts";
import { pace } from "../pace.ts";
import type { ConfigDocument } from "./document.ts";
import { documentItems, type StoredItem } from "./item-kinds.ts";
import { storedForm } from "./stored-form.ts";

/** The content's name: SHA-256 over the canonical JSON of all items, the same for any order of its lists. Paced. */
export const documentHash = async (document: ConfigDocument): Promise<string> =>
  itemsHash(await documentItems(document));

/** SHA-256 over the canonical JSON of these items in their order. Paced. */
export async function itemsHash(items: readonly StoredItem[]): Promise<string> {
  const hash = createHash("sha256");
  let before = "[";
  for (const item of items) {
    hash.update(before).update(canonicalJson(storedForm(item)));
    before = ",";
    if (pace.isDue()) await pace.rest();
  }
  return `sha256:${hash.update(items.length === 0 ? "[]" : "]").digest("hex")}`;
}
