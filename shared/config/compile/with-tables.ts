import type { Conversion } from "../../routing/conversion.ts";
import type { LookupTable } from "../../routing/lookup-table.ts";
import type { DamagedTable, Snapshot } from "../../routing/snapshot.ts";
import { tableUses } from "./table-use.ts";

/** The lookup tables of a document by name: those that can be used, and why the others cannot. */
export type ReadTables = {
  readonly tables: ReadonlyMap<string, LookupTable>;
  readonly damaged: ReadonlyMap<string, DamagedTable>;
};

export const noTables: ReadTables = { tables: new Map(), damaged: new Map() };

/** The tables of a snapshot. A conversion that needs one that cannot be used fails, because nobody knows its rows. */
export function withTables(
  { conversions }: Pick<Snapshot, "conversions">,
  { tables, damaged }: ReadTables,
): Pick<Snapshot, "tables" | "damagedTables" | "damagedConversions"> {
  const needsDamaged = (conversion: Conversion): boolean =>
    tableUses(conversion).some(({ table }) => damaged.has(table));
  const damagedConversions = [...conversions.values()].filter(needsDamaged).map(({ name }) => name);
  return { tables, damagedTables: damaged, damagedConversions: new Set(damagedConversions) };
}
