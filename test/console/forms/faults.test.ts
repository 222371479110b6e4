import { expect, it } from "vitest";
import { faultsAt, faultsWithin, isWithin } from "../../../console/forms/faults.ts";

const faults = [
  { path: "operations[0].item.headers", message: "a" },
  { path: "operations[0].item.headers.Priority", message: "b" },
  { path: "operations[0].item.headersOnce", message: "c" },
];

it("a group of fields shows the faults of exactly its place", () => {
  expect(faultsAt(faults, "operations[0].item.headers")).toEqual(["a"]);
});

it("a field without fields inside shows all that is in it", () => {
  expect(faultsWithin(faults, "operations[0].item.headers")).toEqual(["a", "b"]);
});

it.each([
  ["steps[0].text", "steps", true],
  ["steps[10]", "steps[1]", false],
  ["steps[1]", "steps[1]", true],
])("%s is within %s: %s", (path, place, within) => {
  expect(isWithin(path, place)).toBe(within);
});
