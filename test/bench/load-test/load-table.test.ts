import { expect, it } from "vitest";
import { describeFaults, loadTable } from "../../../bench/load-test/load-table.ts";

const flat = { first: 50, last: 51, ratio: 1.02, perMinute: 0.5 };
const stalls = { p50Ms: 0.1, p99Ms: 5, longestMs: 20, longestBusyMs: 20, busyOver20Ms: 0 };
const requests = [
  { kind: "ordinary", latencyMs: 1, fault: null },
  { kind: "emergency", latencyMs: 4, fault: "queued" },
  { kind: "ordinary", latencyMs: 3, fault: null },
  { kind: "emergency", latencyMs: 6, fault: "queued" },
];
const used = [{ name: "webhook", heap: flat, resident: flat, stalls }];
const run = {
  seconds: 20,
  capacity: { answered: 9_000, errors: 1, perSecond: 1_000 },
  perSecond: 500,
  requests,
  used,
  ownStalls: stalls,
  events: 7,
  inTrailAfterMs: 90,
};

it("shows the capacity, each kind of request, the total, the trail, and what the processes used", () => {
  const { columns, rows, title } = loadTable(run);
  expect(title).toBe("20 s at 500 requests a second, half of the capacity of 1,000");
  expect(rows.every(({ length }) => length === columns.length)).toBe(true);
  expect(rows.map((cells) => cells.filter((cell) => cell !== ""))).toEqual([
    ["capacity", "9,000", "1"],
    ["ordinary", "2", "0", "2", "2.98", "3"],
    ["emergency", "2", "2", "5", "5.98", "6"],
    ["total", "4", "2"],
    ["events, until all are in the trail", "7", "90"],
    ["the load: event loop late", "0.1", "5", "20"],
    ["webhook: event loop late", "0.1", "5", "20"],
    ["webhook: heap after a collection", "50", "51", "1.02", "0.5"],
    ["webhook: resident", "50", "51", "1.02", "0.5"],
  ]);
});

it("lists the faults with their counts", () => {
  expect(describeFaults(requests)).toEqual(["2 × emergency: queued"]);
});
