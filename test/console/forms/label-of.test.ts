import { expect, it } from "vitest";
import { labelOf, oneOf } from "../../../console/forms/label-of.ts";

it.each([
  ["routeSet", "Route set"],
  ["removes-emergency-number", "Removes emergency number"],
  ["steps[2]", "Steps"],
])("%s is %s in words", (name, label) => {
  expect(labelOf(name)).toBe(label);
});

it.each([
  ["routes", "route"],
  ["entries", "entry"],
])("one of %s is a %s", (name, one) => {
  expect(oneOf(name)).toBe(one);
});
