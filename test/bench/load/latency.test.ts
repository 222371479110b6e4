import { expect, it } from "vitest";
import { describeKinds, latencyAt, toSlice } from "../../../bench/load/latency.ts";

const slice = toSlice([
  { dueMs: 0, answeredAtMs: 10, latencyMs: 10, kind: "published" },
  { dueMs: 1, answeredAtMs: 10, latencyMs: 9, kind: "not-required" },
  { dueMs: 2, answeredAtMs: 102, latencyMs: 100, kind: "published" },
]);

it("reads latencies from the least to the greatest", () => {
  expect([0, 0.5, 1].map((q) => latencyAt(q)(slice))).toEqual([9, 10, 100]);
});

it("counts the kinds of all slices together", () => {
  expect(describeKinds([slice, slice])).toBe("4 published, 2 not-required");
});
