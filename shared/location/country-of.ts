import type { CompiledAreas } from "./areas.ts";
import { areasAtPoint } from "./areas-at.ts";
import type { Place, Point, ReadPlace } from "./place.ts";

/** What is told of the country of a place. */
export type ToldCountry = {
  /** The one that all of it agrees on; null where nothing tells one, or several are told. */
  readonly country: string | null;
  /** All that are told. */
  readonly told: readonly string[];
  /** Whether several countries are told by several things. */
  readonly isConflict: boolean;
};

const untold: ToldCountry = { country: null, told: [], isConflict: false };

/**
 * The country of a place: that of its address, and the territories of the areas that its middle lies in; and of the other locations
 * that came with it. `areas`: null where none are configured.
 */
export function countryOf(
  { place, others }: Pick<ReadPlace, "place" | "others">,
  areas: CompiledAreas | null,
): ToldCountry {
  if (place === null) return untold;
  const each = [place, ...others].map((one) => countriesOf(one, areas));
  const told = each.length === 1 ? (each[0]?.told ?? []) : [...new Set(each.flatMap((one) => one.told))];
  const country = told.length === 1 ? (told[0] ?? null) : null;
  return {
    country,
    told,
    isConflict: (each.length > 1 && told.length > 1) || each.some(({ isConflict }) => isConflict),
  };
}

function countriesOf({ civic, shape }: Place, areas: CompiledAreas | null): Omit<ToldCountry, "country"> {
  const stated = civic?.country ?? null;
  const at = shape === null || areas === null ? [] : territoriesAt(areas, shape.centre);
  if (stated === null) return { told: at, isConflict: false };
  const isConflict = at.length > 0 && !at.includes(stated);
  return { told: isConflict ? [stated, ...at] : [stated], isConflict };
}

/** The territories of the areas whose boundaries have a point, each once; none where no boundary has it. */
export function territoriesAt(areas: CompiledAreas, point: Point): readonly string[] {
  const found = areasAtPoint(areas.tables.boundary, point).flatMap((name) => areas.byName.get(name)?.territory ?? []);
  return [...new Set(found)];
}
