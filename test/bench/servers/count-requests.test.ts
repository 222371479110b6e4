import { expect, it } from "vitest";
import { rateOf } from "../../../bench/servers/count-requests.ts";

it.each([
  ["nothing", [], 0],
  ["a single request", [4_000], 0.2],
  ["one every two seconds, wherever the window begins", [1, 2_001, 4_001, 6_001, 8_001], 1],
  ["one every two seconds, six in the window", [0, 2_000, 4_000, 6_000, 8_000, 10_000], 1],
  ["four in two seconds", [500, 1_000, 1_500, 2_000], 4],
  ["two at the same instant", [500, 500], 0.4],
])("in two seconds of a window of ten: %s", (_, atMs, rate) => {
  expect(rateOf(atMs, 10_000, 2_000)).toBe(rate);
});
