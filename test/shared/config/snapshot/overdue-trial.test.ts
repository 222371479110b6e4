import { expect, it } from "vitest";
import { isOverdue } from "../../../../shared/config/snapshot/overdue-trial.ts";

const revertAt = "2026-11-28T12:00:00.000Z";
const atMs = Date.parse(revertAt);

it.each<[string, Parameters<typeof isOverdue>, boolean]>([
  ["a version that stays", [null, atMs + 60_000], false],
  ["one whose time is not up", [{ revertAt, revertTo: 1 }, atMs - 1], false],
  ["one whose time has just come: the timer has its turn", [{ revertAt, revertTo: 1 }, atMs + 7_999], false],
  ["one that the timer has left", [{ revertAt, revertTo: 1 }, atMs + 8_000], true],
])("%s", (_, [trial, nowMs], overdue) => {
  expect(isOverdue(trial, nowMs)).toBe(overdue);
});
