import { expect, it } from "vitest";
import { labelOf } from "../../../console/forms/label-of.ts";

it.each([
  ["routeSet", "Route set"],
  ["removes-emergency-number", "Removes emergency number"],
  ["steps[2]", "Steps"],
])("%s is %s in words", (name, label) => {
  expect(labelOf(name)).toBe(label);
});
