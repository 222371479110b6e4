import { expect, it } from "vitest";
import { makeIllRows } from "../../../shared/tables/ill-rows.ts";

const row = { partitionKey: "p", rowKey: "r" };

/** Fails at these instants, and tells what was thought of the row each time. */
function judgedAt(...instantsMs: readonly number[]): readonly boolean[] {
  let nowMs = 0;
  const rows = makeIllRows(() => nowMs);
  return instantsMs.map((ms) => {
    nowMs = ms;
    rows.isStored({ ...row, rowKey: "another" });
    return rows.hasFailed(row);
  });
}

it.each([
  ["often, but not for long", [0, 1, 2, 3, 4_999], [false, false, false, false, false]],
  ["for long, but not often", [0, 60_000], [false, false]],
  ["often and for long", [0, 1_000, 5_000, 8_000], [false, false, true, true]],
])("a row that has failed %s is ill only when both", (_, instants, expected) => {
  expect(judgedAt(...instants)).toEqual(expected);
});

it("a row that fails while no other is stored is ill only after a minute", () => {
  let nowMs = 0;
  const rows = makeIllRows(() => nowMs);
  const judged = [0, 10_000, 30_000, 59_999, 60_000].map((ms) => {
    nowMs = ms;
    return rows.hasFailed(row);
  });
  expect(judged).toEqual([false, false, false, false, true]);
});

it("a row that was stored meanwhile begins anew, and each row counts by itself", () => {
  let nowMs = 0;
  const rows = makeIllRows(() => nowMs);
  rows.hasFailed(row);
  rows.hasFailed(row);
  nowMs = 10_000;
  expect(rows.hasFailed({ ...row, rowKey: "other" })).toBe(false);
  rows.isStored(row);
  expect(rows.hasFailed(row)).toBe(false);
});

it("a row that failed with others begins anew: the store was the reason", () => {
  let nowMs = 0;
  const rows = makeIllRows(() => nowMs);
  for (const ms of [0, 30_000, 60_000]) {
    nowMs = ms;
    rows.hasFailedWithOthers(row);
    expect(rows.hasFailed(row)).toBe(false);
  }
  nowMs = 61_000;
  expect(rows.hasFailed(row)).toBe(false);
});
