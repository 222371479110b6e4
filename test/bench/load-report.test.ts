import { expect, it } from "vitest";
import { describeFaults, loadReport } from "../../bench/load/load-report.ts";

const flat = { first: 50, last: 51, ratio: 1.02, perMinute: 0.5 };
const delay = { p50Ms: 0.1, p99Ms: 5, longestMs: 20 };
const asked = [
  { kind: "ordinary", latencyMs: 1, fault: null },
  { kind: "emergency", latencyMs: 4, fault: "queued" },
  { kind: "ordinary", latencyMs: 3, fault: null },
  { kind: "emergency", latencyMs: 6, fault: "queued" },
];
const used = [{ name: "webhook", heap: flat, resident: flat, delay }];
const run = {
  seconds: 20,
  capacity: { answered: 9_000, errors: 1, perSecond: 1_000 },
  perSecond: 500,
  asked,
  used,
  ownDelay: delay,
  events: 7,
  inTrailAfterMs: 90,
};

it("reports the search for the rate, each kind of request, then all of them, the trail, and what the processes used", () => {
  const { columns, rows, title } = loadReport(run);
  expect(title).toBe("20 s at 500 requests a second, half of the 1,000 that it can take");
  expect(rows.every(({ length }) => length === columns.length)).toBe(true);
  expect(rows.map((cells) => cells.filter((cell) => cell !== ""))).toEqual([
    ["search for what it can take", "9,000", "1"],
    ["ordinary", "2", "0", "2", "2.98", "3"],
    ["emergency", "2", "2", "5", "5.98", "6"],
    ["all of them", "4", "2"],
    ["events, until all are in the trail", "7", "90"],
    ["the load: event loop late", "0.1", "5", "20"],
    ["webhook: event loop late", "0.1", "5", "20"],
    ["webhook: heap after a collection", "50", "51", "1.02", "0.5"],
    ["webhook: resident", "50", "51", "1.02", "0.5"],
  ]);
});

it("tells what went wrong, and how often", () => {
  expect(describeFaults(asked)).toEqual(["2 × emergency: queued"]);
});
