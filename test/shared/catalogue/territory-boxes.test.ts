import { iso1A2Codes } from "@rapideditor/country-coder";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { territoriesByCallingCode } from "../../../shared/catalogue/calling-codes.ts";
import { territoryBoxes } from "../../../shared/catalogue/territory-boxes.ts";

const degrees = (most: number) => fc.double({ min: -most, max: most, noNaN: true });
const codesAt = (lon: number, lat: number) => iso1A2Codes([lon, lat]).filter((code) => territoryBoxes.has(code));

describe("the boxes of territories", () => {
  it("are there for every territory that has a calling code", () => {
    const missing = [...territoriesByCallingCode.values()].flat().filter((code) => !territoryBoxes.has(code));
    expect(missing).toEqual([]);
  });

  it("have every point that is in the territory", () => {
    fc.assert(
      fc.property(degrees(180), degrees(90), (lon, lat) => {
        const outside = codesAt(lon, lat).filter(
          (code) =>
            territoryBoxes
              .get(code)
              ?.some(([west, south, east, north]) => lon >= west && lon <= east && lat >= south && lat <= north) !==
            true,
        );
        expect(outside).toEqual([]);
      }),
      { numRuns: 2_000 },
    );
  });

  it("are few", () => {
    expect(Math.max(...[...territoryBoxes.values()].map((boxes) => boxes.length))).toBeLessThan(20);
  });
});
