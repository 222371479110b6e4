import { expect, it } from "vitest";
import { isTimerSchedule } from "../../shared/timer-schedule.ts";
import { parseSchedule } from "../../tools/functions-host/timer-schedule.ts";

it.each([
  "*/15 * * * * *",
  "0 41 * * * *",
  "0 0 0 1 Jan *",
  "0 30 3 * * 1-5",
  "0 30 3 * * mon-FRI",
  "0,30 5/10 0-6/2 * * *",
  "59 59 23 31 12 *",
  "00:00:30",
  "1.00:00:00",
])("%s is a schedule, for the local host too", (schedule) => {
  expect(isTimerSchedule(schedule)).toBe(true);
  expect(() => parseSchedule(schedule)).not.toThrow();
});

it.each([
  "",
  "every 15 s",
  "* * * * *",
  "* * * * * * *",
  "60 * * * * *",
  "* 60 * * * *",
  "* * 24 * * *",
  "* * * 0 * *",
  "* * * * 13 *",
  "* * * * * 8",
  "* * * * foo *",
  "*/0 * * * * *",
  "5-1 * * * * *",
  "1- * * * * *",
  "1,, * * * * *",
  "0 0 0 L * *",
  "@daily",
  "00:00:00",
  "00:60:00",
])("%j is none", (schedule) => {
  expect(isTimerSchedule(schedule)).toBe(false);
});
