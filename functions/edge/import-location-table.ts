import * as z from "zod";
import type { ConfigDocument } from "../../shared/config/document.ts";
import { parseBoundaryRows } from "../../shared/config/lookup/parse-boundary.ts";
import { parseLocationRows } from "../../shared/config/lookup/parse-location-rows.ts";
import { rowsLimitBytes } from "../../shared/config/lookup/parse-table-file.ts";
import { locationSources } from "../../shared/location/location-sources.ts";
import { type ImportLookupTableDependencies, importLookupTableQuery, importRows } from "./import-lookup-table.ts";
import { problem } from "./problem.ts";
import { type QueryHandler, withQuery } from "./with-query.ts";

export type ImportLocationTableDependencies = ImportLookupTableDependencies & {
  /** Reads the active version from the store: it says in which territories areas are. */
  readonly readActive: () => Promise<{ readonly document: Pick<ConfigDocument, "areas"> }>;
};

export const importLocationTableQuery = z.strictObject({
  ...importLookupTableQuery.shape,
  kind: z.literal("location-table"),
  keys: z.enum(locationSources),
  /** The property of a GeoJSON feature that names its area. */
  property: z.string().min(1).max(64).default("area"),
});

const bodyLimitBytes = rowsLimitBytes.location;

/**
 * POST /api/v1/config/imports?kind=location-table&keys=&name=&reason=&format=csv|json&property=&dryRun=&version=: stores rows that lead
 * to areas as those of a lookup table are stored. With `keys=boundary` the body is GeoJSON.
 */
export const makeImportLocationTable = (dependencies: ImportLocationTableDependencies): QueryHandler =>
  withQuery(importLocationTableQuery, async (request, caller, query) => {
    const { keys, format, property } = query;
    const by = { request, author: caller.name, query, bodyLimitBytes };
    if (keys !== "boundary")
      return importRows({ ...by, parse: (bytes) => parseLocationRows(bytes, format, keys) }, dependencies);
    if (format === "csv")
      return problem(400, "the query is not valid", {
        errors: [{ path: "format", message: "boundaries are GeoJSON" }],
      });
    const parse = async (bytes: Uint8Array) =>
      parseBoundaryRows(bytes, { property, territories: await knownTerritories(query, dependencies) });
    return importRows({ ...by, parse }, dependencies);
  });

/** The territories of areas. A backup may be of a configuration in which they are elsewhere: there the change that uses it is judged. */
async function knownTerritories(
  { version }: z.infer<typeof importLocationTableQuery>,
  { readActive }: ImportLocationTableDependencies,
): Promise<ReadonlyMap<string, string>> {
  if (version !== undefined) return new Map();
  const { document } = await readActive();
  return new Map(document.areas.map(({ name, territory }) => [name, territory]));
}
