import type { LocationTable } from "../../location/areas.ts";
import { civicRows, foldCivicKey } from "../../location/civic-key.ts";
import { makeBoundary } from "../../location/make-boundary.ts";
import { unpackBoundary } from "../../location/pack-boundary.ts";
import { pace } from "../../pace.ts";
import type { LookupTable } from "../../routing/lookup-table.ts";
import type { ConfigDocument } from "../document.ts";
import { decodeKey, keysOf, keysRow } from "../lookup/location-rows.ts";

/** Makes stored rows ready to be asked; or says why they cannot be, in words that go on from the table's name. Paced. */
export async function compileLocationTable(
  stored: LookupTable,
  { keys }: Pick<ConfigDocument["locationTables"][number], "keys">,
): Promise<LocationTable | { readonly why: string }> {
  const found = keysOf(stored);
  if (found === null) return { why: "has the rows of a lookup table" };
  if (found !== keys) return { why: `has rows by ${found}, and is listed as ${keys}` };
  if (keys === "boundary") return compileBoundary(stored);
  const rows = new Map<string, string>();
  for (const [key, area] of stored) {
    if (key !== keysRow) rows.set(keys === "civic" ? foldCivicKey(decodeKey(key)) : decodeKey(key), area);
    if (pace.isDue()) await pace.rest();
  }
  return keys === "civic" ? { keys, civic: civicRows(rows) } : { keys, rows };
}

async function compileBoundary(stored: LookupTable): Promise<LocationTable | { readonly why: string }> {
  const polygons = await unpackBoundary(new Map([...stored].filter(([key]) => key !== keysRow)));
  return polygons === null
    ? { why: "has rows that are no boundary" }
    : { keys: "boundary", boundary: await makeBoundary(polygons) };
}
