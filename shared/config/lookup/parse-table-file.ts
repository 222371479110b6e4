import { type Checked, faulty, valid } from "../../checked.ts";
import { type LocationSource, locationSources } from "../../location/location-sources.ts";
import { nameSchema } from "../../routing/names.ts";
import type { GivenTable } from "./given-table.ts";
import { parseBoundaryRows } from "./parse-boundary.ts";
import { parseLocationRows } from "./parse-location-rows.ts";
import { parseLookupRows } from "./parse-lookup-rows.ts";

const folder = "lookup-tables/";

/** How long a file of rows is at most: about ten thousand rows, or the boundaries of a country with a few hundred thousand corners. */
export const rowsLimitBytes = { lookup: 2 * 1024 * 1024, location: 8 * 1024 * 1024 } as const;

/** Whether a file of a folder has rows of a table, and not a list. */
export const isTableFile = (file: string): boolean => file.startsWith(folder);

/**
 * Reads rows from `lookup-tables/<name>@<version>.csv` or `.json`; those of a location table from
 * `lookup-tables/<name>@<version>.<keys>.csv`, with `boundary` from GeoJSON. Or every fault, with the file in its path. Paced.
 */
export async function parseTableFile(file: string, bytes: Uint8Array): Promise<Checked<GivenTable>> {
  const [, name = "", version, named, ending] =
    /^([^@]+)@([1-9]\d{0,8})(?:\.(\w+))?\.(csv|json)$/.exec(file.slice(folder.length)) ?? [];
  const format = ending === "csv" ? "csv" : "json";
  const keys = locationSources.find((known) => known === named) ?? null;
  const isKnown = nameSchema.safeParse(name).success && (named === undefined || keys !== null);
  if (!isKnown || (keys === "boundary" && format === "csv"))
    return faulty([{ path: file, message: "is not named as a table with its version, such as fr-communes@3.csv" }]);
  const limit = rowsLimitBytes[keys === null ? "lookup" : "location"];
  if (bytes.length > limit) return faulty([{ path: file, message: `has more than ${limit} bytes` }]);
  const parsed = await parseRows(bytes, format, keys);
  if (parsed.outcome === "valid") return valid({ file, name, version: Number(version), rows: parsed.value });
  return faulty(parsed.faults.map(({ path, message }) => ({ path: `${file} ${path}`.trim(), message })));
}

function parseRows(bytes: Uint8Array, format: "csv" | "json", keys: LocationSource | null) {
  if (keys === null) return parseLookupRows(bytes, format);
  // Where its areas are is judged with the change that uses them.
  if (keys === "boundary") return parseBoundaryRows(bytes, { property: "area", territories: new Map() });
  return parseLocationRows(bytes, format, keys);
}
