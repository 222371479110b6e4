import type { Schema } from "../api/client.ts";
import type { Shape } from "./fit-shapes.ts";

type Boundaries = NonNullable<Schema<"CoverageAnswer">["areas"]["boundaries"]>;

/** Where two boundaries overlap, or where between some nobody's is. */
export type BoundaryFault = {
  readonly kind: "overlap" | "gap";
  readonly territory: string;
  readonly areas: readonly string[];
  /** What it means for a caller there. */
  readonly meaning: string;
  readonly squareMetres: number;
  /** Empty where the app gives none. */
  readonly polygons: Shape["polygons"];
};

/** All of a territory, the largest first. */
export function boundaryFaults({ overlaps, gaps }: Boundaries, territory: string): readonly BoundaryFault[] {
  const all = [
    ...overlaps.features.map(({ properties, geometry }): BoundaryFault => {
      const { holds, within, ...known } = properties;
      const other = known.areas.find((area) => area !== holds) ?? "another";
      const meaning = within
        ? `${holds} lies within ${other} and holds there, as a town in its county`
        : `${holds} holds there: it is smaller`;
      return { kind: "overlap", ...known, meaning, polygons: geometry?.coordinates ?? [] };
    }),
    ...gaps.features.map(({ properties, geometry }): BoundaryFault => {
      const meaning = "no area has it: another source leads callers there, or the territory's own routes";
      return { kind: "gap", ...properties, meaning, polygons: geometry?.coordinates ?? [] };
    }),
  ];
  return all.filter((fault) => fault.territory === territory).sort((a, b) => b.squareMetres - a.squareMetres);
}

/** "340 m²", "1.2 km²", "5,300 km²". */
export function sizeOf(squareMetres: number): string {
  if (squareMetres < 100_000) return `${Math.round(squareMetres).toLocaleString("en")} m²`;
  const km = squareMetres / 1_000_000;
  return `${km.toLocaleString("en", { maximumFractionDigits: km < 100 ? 1 : 0 })} km²`;
}
