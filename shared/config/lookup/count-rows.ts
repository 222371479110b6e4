import { unpackBoundary } from "../../location/pack-boundary.ts";
import { keysRow } from "./location-rows.ts";
import type { LookupRow } from "./lookup-row.ts";

/**
 * How many rows a table has for those who import it, of its rows as they are stored: the one that says what the keys are is none, and of a
 * boundary the polygons count, as many as its export has features. Paced.
 */
export async function countRows(stored: readonly LookupRow[]): Promise<number> {
  const keys = stored.find(({ key }) => key === keysRow)?.value;
  if (keys === undefined) return stored.length;
  const count = stored.length - 1;
  if (keys !== "boundary") return count;
  const packed = stored.flatMap(({ key, value }) => (key === keysRow ? [] : [[key, value] as const]));
  return (await unpackBoundary(new Map(packed)))?.length ?? count;
}
