import { createHash } from "node:crypto";
import { inOneGo, type Steps } from "../in-slices.ts";
import { canonicalJson } from "../json/canonical-json.ts";
import type { ConfigDocument } from "./document.ts";
import { itemsInSteps } from "./item-kinds.ts";
import { storedForm } from "./stored-form.ts";

/** The content's name: SHA-256 over the canonical JSON of all items, the same whatever order their lists have. */
export const documentHash = (document: ConfigDocument): string => inOneGo(hashInSteps(document));

/** The same in steps. */
export function* hashInSteps(document: ConfigDocument): Steps<string> {
  const items = yield* itemsInSteps(document);
  const hash = createHash("sha256");
  let before = "[";
  for (const item of items) {
    hash.update(before).update(canonicalJson(storedForm(item)));
    before = ",";
    yield;
  }
  return `sha256:${hash.update(items.length === 0 ? "[]" : "]").digest("hex")}`;
}
