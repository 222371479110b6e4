import { expect, it } from "vitest";
import { territoryName } from "../../../console/parts/territory-name.ts";

it.each([
  ["IE", "Ireland"],
  ["XK", "Kosovo"],
  ["unknown", ""],
  ["", ""],
])("the name of the territory %j is %j", (territory, name) => {
  expect(territoryName(territory)).toBe(name);
});
