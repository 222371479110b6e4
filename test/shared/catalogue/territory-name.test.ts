import { describe, expect, it } from "vitest";
import { territoryCodeSchema, territoryNamed } from "../../../shared/catalogue/territory-name.ts";

describe("the name of a territory", () => {
  it.each([
    ["GB", "GB"],
    ["gb", "GB"],
    ["UK", "GB"],
    ["uk", "GB"],
    ["Uk", "GB"],
    ["EL", "GR"],
    ["el", "GR"],
    ["gr", "GR"],
    ["ZZ", "ZZ"],
  ])("%s is %s", (name, code) => {
    expect(territoryNamed(name)).toBe(code);
    expect(territoryCodeSchema.parse(name)).toBe(code);
  });

  it.each(["", "G", "GBR", "G1", "ß", "Åland", " GB"])("is not %j", (name) => {
    expect(territoryCodeSchema.safeParse(name).success).toBe(false);
  });
});
