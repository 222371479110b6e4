import { expect, it } from "vitest";
import { boundaryFaults, sizeOf } from "../../../console/parts/boundary-faults.ts";

type Boundaries = Parameters<typeof boundaryFaults>[0];

const feature = { type: "Feature" as const, bbox: [], geometry: null };
const overlap = (holds: string, within: boolean, squareMetres: number): Boundaries["overlaps"]["features"][number] => ({
  ...feature,
  properties: { territory: "GB", areas: ["kent", "london"], holds, within, squareMetres },
});
const gap = (territory: string, squareMetres: number): Boundaries["gaps"]["features"][number] => ({
  ...feature,
  properties: { territory, areas: ["kent", "surrey"], squareMetres },
});
const boundaries: Boundaries = {
  complete: true,
  leftOut: [],
  overlaps: { type: "FeatureCollection", features: [overlap("kent", false, 900), overlap("london", true, 40)] },
  gaps: { type: "FeatureCollection", features: [gap("GB", 200), gap("IE", 5_000)] },
  counts: { overlaps: 2, gaps: 2 },
};

it("overlaps and gaps of a territory stand together, the largest first, with what they mean", () => {
  expect(boundaryFaults(boundaries, "GB").map(({ kind, meaning }) => [kind, meaning])).toEqual([
    ["overlap", "kent holds there: it is smaller"],
    ["gap", "no area has it: another source leads callers there, or the territory's own routes"],
    ["overlap", "london lies within kent and holds there, as a town in its county"],
  ]);
});

it.each([
  [340.4, "340 m²"],
  [1_230_000, "1.2 km²"],
  [5_300_400_000, "5,300 km²"],
])("%d square metres are written %s", (squareMetres, text) => {
  expect(sizeOf(squareMetres)).toBe(text);
});
