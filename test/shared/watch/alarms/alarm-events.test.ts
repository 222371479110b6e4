import { expect, it } from "vitest";
import type { Alarm } from "../../../../shared/watch/alarms/alarm.ts";
import { alarmClearedEvent, alarmRaisedEvent } from "../../../../shared/watch/alarms/alarm-events.ts";
import { runbookOf } from "../../../../shared/watch/alarms/alarm-words.ts";

const alarm: Alarm = {
  alarm: "route-failing",
  subject: "uk-emergency-a",
  since: "2026-11-22T12:00:00.000Z",
  evidence: ["outcome-1"],
  runbook: runbookOf("route-failing"),
};
const at = "2026-11-22T12:00:05.000Z";

it("is the same event whoever records it, and whatever was learnt since", () => {
  const [first, again] = [
    alarmRaisedEvent(alarm, at, "one"),
    alarmRaisedEvent({ ...alarm, evidence: [] }, at, "other"),
  ];
  expect(again.id).toBe(first.id);
  expect(again.time).toBe(at);
});

it.each([
  { ...alarm, alarm: "outcome-missing" as const },
  { ...alarm, subject: "uk-emergency-b" },
  { ...alarm, since: "2026-11-22T12:00:00.001Z" },
])("is another event of another alarm: %o", (other) => {
  expect(alarmRaisedEvent(other, at, "one").id).not.toBe(alarmRaisedEvent(alarm, at, "one").id);
});

it("says when it is over what was raised", () => {
  const cleared = alarmClearedEvent(alarm, "2026-11-22T12:20:00.000Z", "one");
  expect(cleared).toMatchObject({
    type: "emergency-alarm.cleared.v1",
    subject: "route-failing uk-emergency-a",
    data: { alarm: "route-failing", subject: "uk-emergency-a", since: alarm.since, instance: "one" },
  });
  expect(cleared.id).not.toBe(alarmRaisedEvent(alarm, at, "one").id);
});
