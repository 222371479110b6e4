import { expect, it } from "vitest";
import { firstDifference, isShownBy } from "./first-difference.ts";

it.each([
  ["the same", { a: [1, "b", null] }, { a: [1, "b", null] }, null],
  ["any value", { a: "…" }, { a: { b: 1 } }, null],
  ["any part of a text", { a: "sha256:…" }, { a: "sha256:0123" }, null],
  ["further members", { a: 1, "…": "…" }, { a: 1, b: 2 }, null],
  ["further elements", [1, "…"], [1, 2, 3], null],
  ["another value", { a: 1 }, { a: 2 }, ".a: 1 is shown, 2 was answered"],
  ["another text", { a: "sha256:…" }, { a: "md5:0" }, '.a: "sha256:…" is shown, "md5:0" was answered'],
  ["a member that is not shown", { a: 1 }, { a: 1, b: 2 }, ": b are not shown"],
  ["a member that is missing", { a: 1, "…": "…" }, { b: 2 }, ".a: 1 is shown, undefined was answered"],
  ["an element too many", [1], [1, 2], ": 1 elements are shown, 2 were answered"],
  ["an element too few", [1, 2, "…"], [1], ": 2 elements are shown, 1 were answered"],
  ["no list", [1], { 0: 1 }, ': a list is shown, {"0":1} was answered'],
])("finds in an answer: %s", (_, shown, found, difference) => {
  expect(firstDifference(shown, found)).toBe(difference);
});

it.each([
  ["a…c", "abc", true],
  ["a…c", "a\nc", true],
  ["a.c", "abc", false],
  ["a…", "ba", false],
])("%j shows %j: %s", (shown, found, isShown) => {
  expect(isShownBy(shown, found)).toBe(isShown);
});
