import { expect, it } from "vitest";
import { nameFaults } from "../../../../shared/config/change/name-faults.ts";
import { documentSchema } from "../../../../shared/config/document.ts";
import { faultAt } from "../../../../shared/config/rules/rule.ts";

const document = documentSchema.parse({
  territories: [{ code: "IE", callingCode: "353" }],
  numbers: Array.from({ length: 9 }, (_, i) => ({ territory: "IE", shortCode: `99${i}`, class: "emergency" })),
});
const gone = (index: number) => faultAt("numbers", index, ["conversion"], "there is no conversion x");

it("names an item that the change does not touch by its key, and has one fault for one cause", () => {
  expect(nameFaults([gone(3), faultAt("territories", 0, [], "has no routes"), gone(4)], document, new Map())).toEqual([
    { path: "number *|IE|993.conversion", message: "there is no conversion x; the same in number *|IE|994" },
    { path: "territory IE", message: "has no routes" },
  ]);
  const all = document.numbers.map((_, index) => gone(index));
  expect(nameFaults(all, document, new Map())).toEqual([
    { path: "number *|IE|990.conversion", message: expect.stringMatching(/number \*\|IE\|995 and 3 more$/) },
  ]);
});

it("has the place in the request of an item that stands in it, each by itself", () => {
  const origins = new Map(document.numbers.slice(0, 2).map((item, i) => [item, `operations[${i}].item`]));
  expect(nameFaults([gone(0), gone(1), gone(2)], document, origins)).toEqual([
    { path: "operations[0].item.conversion", message: "there is no conversion x" },
    { path: "operations[1].item.conversion", message: "there is no conversion x" },
    { path: "number *|IE|992.conversion", message: "there is no conversion x" },
  ]);
});

it("keeps the names of lists and of the defaults", () => {
  const faults = [
    faultAt("numbers", null, [], "are too many"),
    faultAt("defaults", null, ["conversion"], "there is no conversion x"),
  ];
  expect(nameFaults(faults, document, new Map()).map(({ path }) => path)).toEqual(["numbers", "defaults.conversion"]);
});
