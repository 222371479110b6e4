import { expect, it } from "vitest";
import { kindOfFile, listFiles } from "../../../console/parts/list-files.ts";
import { itemKinds } from "../../../shared/config/item-kinds.ts";

it("a file of each kind is called as the folder of an export has it", () => {
  expect(listFiles).toEqual(
    Object.fromEntries(Object.entries(itemKinds).map(([kind, { list }]) => [kind, list ?? kind])),
  );
});

it.each([
  ["tenants.csv", "tenant"],
  ["routesets.JSON", "route-set"],
  ["numbers (2).csv", "number"],
  ["defaults.json", "defaults"],
  ["our-numbers.csv", null],
  ["constructor.csv", null],
])("what %s holds is told by its name: %s", (name, kind) => {
  expect(kindOfFile(name)).toBe(kind);
});
