import { expect, it } from "vitest";
import type { Schema } from "../../../console/api/client.ts";
import { byKind } from "../../../console/parts/alarms-by-kind.ts";

type Alarm = Schema<"Alarm">;

const open = (alarm: Alarm["alarm"], subject: string): Alarm => ({
  alarm,
  subject,
  since: "2026-11-28T12:00:00.000Z",
  evidence: [],
  runbook: `docs/operations.md#${alarm}`,
});

it("puts alarms of one kind together, and those first that callers suffer from", () => {
  const alarms = [
    open("list-differs", "kamailio"),
    open("contingency-used", "SG"),
    open("emergency-call-failed", "call-2"),
    open("contingency-used", "DE"),
    open("emergency-call-failed", "call-1"),
  ];
  expect(byKind(alarms).map(({ alarm, alarms: those }) => [alarm, ...those.map(({ subject }) => subject)])).toEqual([
    ["emergency-call-failed", "call-2", "call-1"],
    ["contingency-used", "SG", "DE"],
    ["list-differs", "kamailio"],
  ]);
});

it("has nothing for no alarm", () => {
  expect(byKind([])).toEqual([]);
});
