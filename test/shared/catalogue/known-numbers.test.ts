import { describe, expect, it } from "vitest";
import { callingCodeByTerritory } from "../../../shared/catalogue/calling-codes.ts";
import { catalogue } from "../../../shared/catalogue/catalogue.ts";
import { knownNumbers } from "../../../shared/catalogue/known-numbers.ts";

const known = (...territories: readonly string[]) => knownNumbers({ territories: new Set(territories) });

describe("what the catalogue knows", () => {
  it("is each of its numbers once, in its order, where nothing is asked for", () => {
    const all = knownNumbers({ territories: null });
    expect(all.map(({ dialString: _, sources: __, ...entry }) => entry)).toEqual(catalogue);
  });

  it("has a source with a name, and a dial string under the territory's calling code, for each number", () => {
    for (const { territory, shortCode, dialString, sources } of knownNumbers({ territories: null })) {
      expect(dialString).toBe(`+${callingCodeByTerritory.get(territory)}${shortCode}`);
      expect(sources.length, dialString).toBeGreaterThan(0);
      expect(sources.every(({ name }) => name !== "")).toBe(true);
    }
  });

  it.each([
    ["US", "911", "+1911"],
    ["JM", "119", "+1119"],
    ["KZ", "112", "+7112"],
    ["JE", "999", "+44999"],
    ["AU", "000", "+61000"],
  ])("has territories that share a calling code by themselves: %s %s", (territory, shortCode, dialString) => {
    const found = known(territory).filter((number) => number.shortCode === shortCode);
    expect(found).toMatchObject([{ territory, dialString }]);
  });

  it("says of a superseded number since when it is", () => {
    const [number] = known("MX").filter(({ shortCode }) => shortCode === "066");
    expect(number).toMatchObject({ supersededOn: "2017-01-09", class: "emergency" });
  });

  it("is nothing where there are no telephones for emergencies", () => {
    expect(known("AQ")).toEqual([]);
  });

  it("is of the tiers that are asked for", () => {
    const extended = knownNumbers({ territories: new Set(["AG", "IE"]), tiers: ["extended"] });
    expect(extended.map(({ territory, shortCode }) => territory + shortCode)).toEqual(["AG777"]);
  });
});
