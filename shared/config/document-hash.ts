import { createHash } from "node:crypto";
import { canonicalJson } from "../json/canonical-json.ts";
import { pace } from "../pace.ts";
import type { ConfigDocument } from "./document.ts";
import { documentItems } from "./item-kinds.ts";
import { storedForm } from "./stored-form.ts";

/** The content's name: SHA-256 over the canonical JSON of all items, the same for any order of its lists. Paced. */
export async function documentHash(document: ConfigDocument): Promise<string> {
  const items = await documentItems(document);
  const hash = createHash("sha256");
  let before = "[";
  for (const item of items) {
    hash.update(before).update(canonicalJson(storedForm(item)));
    before = ",";
    if (pace.isDue()) await pace.rest();
  }
  return `sha256:${hash.update(items.length === 0 ? "[]" : "]").digest("hex")}`;
}
