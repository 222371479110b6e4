import type { LocationTable } from "../../location/areas.ts";
import type { Conversion } from "../../routing/conversion.ts";
import type { LookupTable } from "../../routing/lookup-table.ts";
import type { DamagedTable, Snapshot } from "../../routing/snapshot.ts";
import { compileAreas, type Places } from "./compile-areas.ts";
import { tableUses } from "./table-use.ts";

/** The tables of a document by name: those that can be used, and why the others cannot. */
export type ReadTables = {
  readonly tables: ReadonlyMap<string, LookupTable>;
  readonly locationTables: ReadonlyMap<string, LocationTable>;
  readonly damaged: ReadonlyMap<string, DamagedTable>;
};

export const noTables: ReadTables = { tables: new Map(), locationTables: new Map(), damaged: new Map() };

/** The tables of a snapshot. A conversion that needs one that cannot be used fails, because nobody knows its rows. */
export function withTables(
  { conversions }: Pick<Snapshot, "conversions">,
  places: Places,
  { tables, locationTables, damaged }: ReadTables,
): Pick<Snapshot, "tables" | "areas" | "locationTables" | "damagedTables" | "damagedConversions"> {
  const needsDamaged = (conversion: Conversion): boolean =>
    tableUses(conversion).some(({ table }) => damaged.has(table));
  const damagedConversions = [...conversions.values()].filter(needsDamaged).map(({ name }) => name);
  return {
    tables,
    areas: compileAreas(places, { locationTables, damaged }),
    locationTables,
    damagedTables: damaged,
    damagedConversions: new Set(damagedConversions),
  };
}
