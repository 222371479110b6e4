import { createHash } from "node:crypto";
import { canonicalJson } from "../canonical-json.ts";
import type { ConfigDocument } from "./document.ts";
import { documentItems } from "./item-kinds.ts";

/** The content's name: SHA-256 over the canonical JSON of all items, the same whatever order their lists have. */
export function documentHash(document: ConfigDocument): string {
  return `sha256:${createHash("sha256")
    .update(canonicalJson(documentItems(document)))
    .digest("hex")}`;
}
