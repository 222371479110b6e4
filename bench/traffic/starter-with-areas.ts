import { starterConfiguration } from "../../shared/config/change/starter-configuration.ts";
import { compileAreas } from "../../shared/config/compile/compile-areas.ts";
import { compileSnapshot } from "../../shared/config/compile/compile-snapshot.ts";
import { documentSchema } from "../../shared/config/document.ts";
import type { LocationTable } from "../../shared/location/areas.ts";
import type { Snapshot } from "../../shared/routing/snapshot.ts";

/** The starter configuration with these location tables, and other lists that it is given, compiled. */
export async function starterWithAreas(
  tables: ReadonlyMap<string, LocationTable>,
  lists: Readonly<Record<string, readonly unknown[]>>,
): Promise<Snapshot> {
  const document = documentSchema.parse({
    ...starterConfiguration(),
    ...lists,
    locationTables: [...tables].map(([name, { keys }]) => ({ name, keys, version: 1 })),
  });
  const areas = compileAreas(document, { locationTables: tables, damaged: new Map() });
  return { ...(await compileSnapshot(document)), areas, locationTables: tables };
}
