import { createHash } from "node:crypto";
import { pace } from "../../pace.ts";
import { sortPaced } from "../../sort-paced.ts";
import type { LookupRow } from "./lookup-row.ts";

/** SHA-256 over the canonical JSON of all rows as pairs, by their keys. Paced. */
export async function hashOfRows(rows: readonly LookupRow[]): Promise<string> {
  const hash = createHash("sha256");
  let before = "[";
  for (const { key, value } of await sortPaced(rows, (row) => row.key)) {
    hash.update(before).update(JSON.stringify([key, value]));
    before = ",";
    if (pace.isDue()) await pace.rest();
  }
  return `sha256:${hash.update(rows.length === 0 ? "[]" : "]").digest("hex")}`;
}
