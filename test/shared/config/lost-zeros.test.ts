import { expect, it } from "vitest";
import { withItsZeros } from "../../../shared/config/lost-zeros.ts";

it.each([
  ["AU", "0", "000"],
  ["AU", "00", "000"],
  ["AU", "000", null],
  ["AU", "x", null],
  ["AU", "", null],
  ["GB", "0", null],
  ["TM", "01", null],
  ["nowhere", "0", null],
])("in %s the text %j is left of %j", (territory, text, whole) => {
  expect(withItsZeros(territory, text)).toBe(whole);
});
