import { expect, it } from "vitest";
import { momentOf, spanOf, utcOf } from "../../../console/parts/moment.ts";

it.each([
  ["2026-11-29T01:30:05Z", -60, "01:30:05 UTC"],
  ["2026-11-28T23:30:05Z", -60, "2026-11-28 23:30:05 UTC"],
  ["2026-11-29T01:30:05Z", 300, "2026-11-29 01:30:05 UTC"],
  ["2026-11-29T01:30:05Z", 0, "01:30:05 UTC"],
])("%s, with local time %i minutes behind, is %s", (at, offsetMin, utc) => {
  expect(utcOf(new Date(at), offsetMin)).toBe(utc);
});

it("a moment has local time and UTC; what is no instant stays as it is", () => {
  expect(momentOf("2026-11-29T01:30:05Z")).toMatch(/\d.*01:30:05 UTC\)$/);
  expect(momentOf("soon")).toBe("soon");
});

it.each([
  [40, "40 s"],
  [720, "12 min"],
  [10_800, "3 h"],
  [864_000, "10 days"],
])("%i seconds are %s", (seconds, text) => {
  expect(spanOf(seconds)).toBe(text);
});
