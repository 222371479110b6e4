import { createHash } from "node:crypto";
import { type Steps, sortInSteps } from "../../in-slices.ts";
import type { LookupRow } from "./lookup-row.ts";

/** SHA-256 over the canonical JSON of all rows as pairs, by their keys. */
export function* hashOfRows(rows: readonly LookupRow[]): Steps<string> {
  const hash = createHash("sha256");
  let before = "[";
  for (const { key, value } of yield* sortInSteps(rows, (row) => row.key)) {
    hash.update(before).update(JSON.stringify([key, value]));
    before = ",";
    yield;
  }
  return `sha256:${hash.update(rows.length === 0 ? "[]" : "]").digest("hex")}`;
}
