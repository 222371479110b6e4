import { expect, it } from "vitest";
import { doorVerdict } from "../../../console/parts/door-verdict.ts";

const alarm = (word: "probe-failed" | "list-differs", subject: string) => ({
  alarm: word,
  subject,
  since: "2026-11-28T12:00:00.000Z",
  evidence: [],
  runbook: "docs/operations.md",
});
const probed = { name: "north", lastProbedAt: "2026-11-28T12:00:00.000Z", failing: 0 };

it.each([
  ["good", probed, [alarm("probe-failed", "south"), alarm("list-differs", "north")]],
  ["good", probed, [alarm("probe-failed", "north paris-112")]],
  ["unsure", { ...probed, lastProbedAt: null }, []],
  ["unsure", { ...probed, failing: 2 }, []],
  ["bad", { ...probed, failing: 2 }, [alarm("probe-failed", "north")]],
])("a front door is %s: %j with the alarms %j", (tone, target, alarms) => {
  expect(doorVerdict(target, alarms).tone).toBe(tone);
});
