import type { Shape } from "./fit-shapes.ts";
import type { MapTone } from "./map-tone.ts";

export type Area = {
  readonly name: string;
  readonly territory: string;
  readonly displayName: string;
  readonly routeSet: string | null;
};

/** Rows of a location table: the areas that they lead to, and their boundaries where they have any. */
export type LocationRows = {
  readonly table: string;
  readonly areas: ReadonlySet<string>;
  readonly shapes: readonly Shape[];
};

/** What an area is in, the worst first. */
export const areaStates = {
  unreached: { words: "no row or boundary leads there", tone: "crossed" },
  "without-route": { words: "no route of its own", tone: "hatched" },
  routed: { words: "own route", tone: "good" },
} as const satisfies Readonly<Record<string, { readonly words: string; readonly tone: MapTone }>>;

export type AreaRow = Area & { readonly state: keyof typeof areaStates; readonly ledBy: readonly string[] };

/** Each area with the tables that lead there; and the names in tables that are no area. */
export function coverAreas(areas: readonly Area[], tables: readonly LocationRows[]) {
  const known = new Set(areas.map(({ name }) => name));
  const rows = areas.map((area): AreaRow => {
    const ledBy = tables.filter((table) => table.areas.has(area.name)).map(({ table }) => table);
    const state = ledBy.length === 0 ? "unreached" : area.routeSet === null ? "without-route" : "routed";
    return { ...area, state, ledBy };
  });
  const strays = tables.flatMap(({ table, areas: named }) =>
    [...named].filter((name) => !known.has(name)).map((name) => ({ table, name })),
  );
  return { rows, strays };
}

/** Reads an item of kind `area`. */
export function readArea(item: unknown): Area {
  const routeSet = memberOf(item, "routeSet");
  return {
    name: textOf(item, "name"),
    territory: textOf(item, "territory"),
    displayName: textOf(item, "displayName"),
    routeSet: typeof routeSet === "string" ? routeSet : null,
  };
}

/** Reads a location table as the API has it: rows with `area`, or GeoJSON. Anything else has no rows. */
export function readLocationRows(table: string, file: unknown): LocationRows {
  const shapes = listOf(file, "features").flatMap(shapeOf);
  const named = Array.isArray(file) ? file.map((row: unknown) => textOf(row, "area")) : [];
  const areas = new Set([...shapes.map(({ area }) => area), ...named].filter((name) => name !== ""));
  return { table, areas, shapes };
}

function shapeOf(feature: unknown): readonly Shape[] {
  const geometry = memberOf(feature, "geometry");
  const coordinates = listOf(geometry, "coordinates") as Shape["polygons"];
  const area = textOf(memberOf(feature, "properties"), "area");
  const type = textOf(geometry, "type");
  if (type === "MultiPolygon") return [{ area, polygons: coordinates }];
  return type === "Polygon" ? [{ area, polygons: [coordinates as unknown as Shape["polygons"][number]] }] : [];
}

const memberOf = (value: unknown, name: string): unknown =>
  typeof value === "object" && value !== null ? Object.entries(value).find(([key]) => key === name)?.[1] : undefined;

const listOf = (value: unknown, name: string): readonly unknown[] => {
  const list = memberOf(value, name);
  return Array.isArray(list) ? list : [];
};

const textOf = (value: unknown, name: string): string => String(memberOf(value, name) ?? "");
