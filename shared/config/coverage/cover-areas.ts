import type { LocationTable } from "../../location/areas.ts";
import { pace } from "../../pace.ts";
import type { DamagedTable } from "../../routing/snapshot.ts";
import type { ConfigDocument } from "../document.ts";

type AreaItem = ConfigDocument["areas"][number];

/** An area, in few words. */
export type BriefArea = Pick<AreaItem, "name" | "territory" | "displayName">;

/** A row that leads to an area which is not there. `key`: null for a boundary. */
export type StrayKey = {
  readonly table: string;
  readonly version: number;
  readonly key: string | null;
  readonly area: string;
};

/** What an operator should look at in the areas. */
export type AreaCoverage = {
  /** No row and no boundary leads there. */
  readonly unreached: readonly BriefArea[];
  /** Without a route set: their calls have the routes of their territory. */
  readonly withoutRoute: readonly BriefArea[];
  /** Empty where territories are asked for. */
  readonly strayKeys: readonly StrayKey[];
  /** Tables that cannot be used: nobody knows what they lead to. */
  readonly unusable: readonly { readonly table: string; readonly version: number; readonly why: string }[];
};

/** The location tables of a document by name: those that can be used, and why the others cannot. */
export type ReadLocationTables = {
  readonly locationTables: ReadonlyMap<string, LocationTable>;
  readonly damaged: ReadonlyMap<string, DamagedTable>;
};

/** What is configured of areas, and what leads there. Of all territories, or of those that are asked for. Paced. */
export async function coverAreas(
  { areas, locationTables: listed }: Pick<ConfigDocument, "areas" | "locationTables">,
  { locationTables, damaged }: ReadLocationTables,
  territories: ReadonlySet<string> | null,
): Promise<AreaCoverage> {
  const known = new Set(areas.map(({ name }) => name));
  const reached = new Set<string>();
  const strayKeys: StrayKey[] = [];
  for (const { name: table, version } of listed)
    for (const [key, area] of rowsOf(locationTables.get(table))) {
      reached.add(area);
      if (!known.has(area) && territories === null) strayKeys.push({ table, version, key, area });
      if (pace.isDue()) await pace.rest();
    }
  const asked = areas.filter(({ territory }) => territories === null || territories.has(territory));
  return {
    unreached: asked.filter(({ name }) => !reached.has(name)).map(briefly),
    withoutRoute: asked.filter(({ routeSet }) => routeSet === null).map(briefly),
    strayKeys,
    unusable: listed.flatMap(({ name: table, version }) => {
      const damage = damaged.get(table);
      return damage === undefined ? [] : [{ table, version, why: damage.why }];
    }),
  };
}

const briefly = ({ name, territory, displayName }: AreaItem): BriefArea => ({ name, territory, displayName });

/** Keys and the areas that they lead to. */
function* rowsOf(table: LocationTable | undefined): Generator<readonly [string | null, string]> {
  if (table === undefined) return;
  if (table.keys === "boundary") for (const area of table.boundary.areas) yield [null, area];
  else yield* table.keys === "civic" ? table.civic.rows : table.rows;
}
