import { expect, it } from "vitest";
import { linesOf, listOf, mapOf, numberOf } from "../../../console/forms/written-values.ts";

it.each([
  ["", undefined],
  ["-12", -12],
  ["1e3", "1e3"],
  ["12345678901234567890", "12345678901234567890"],
])("%j is read as the number %j, or stays as it was typed", (text, value) => {
  expect(numberOf(text)).toBe(value);
});

it("a list is what stands between spaces and commas", () => {
  expect(listOf(" 112, 999  911,", false)).toEqual(["112", "999", "911"]);
  expect(listOf("503 x", true)).toEqual([503, "x"]);
});

it("names with a text each are written one a line, and read back", () => {
  const headers = { Priority: "emergency", "X-Id": "a: b" };
  expect(linesOf(headers)).toBe("Priority: emergency\nX-Id: a: b");
  expect(mapOf(linesOf(headers))).toEqual(headers);
  expect(mapOf("Priority\n\n")).toEqual({ Priority: "" });
});
