import { describe, expect, it } from "vitest";
import { parseSchedule } from "./timer-schedule.ts";

const after = (schedule: string, instant: string) => new Date(parseSchedule(schedule).next(Date.parse(instant)));

describe("the next occurrence", () => {
  it.each([
    ["*/5 * * * * *", "2026-11-22T12:00:01Z", "2026-11-22T12:00:05.000Z"],
    ["0 */5 * * * *", "2026-11-22T12:00:00Z", "2026-11-22T12:05:00.000Z"],
    ["0 30 3 * * 1-5", "2026-11-20T04:00:00Z", "2026-11-23T03:30:00.000Z"],
    ["0 0 0 1 Jan *", "2026-11-22T12:00:00Z", "2027-01-01T00:00:00.000Z"],
    ["00:00:30", "2026-11-22T12:00:01Z", "2026-11-22T12:00:31.000Z"],
    ["1.00:00:00", "2026-11-22T12:00:00Z", "2026-11-23T12:00:00.000Z"],
  ])("of %s after %s is %s", (schedule, instant, expected) => {
    expect(after(schedule, instant).toISOString()).toBe(expected);
  });
});

it.each(["* * * * *", "0 0 12 1 * 1", "every day", "00:00:00", "00:60:00", "", "0 0 0 L * *", "@daily"])(
  "%s is refused",
  (schedule) => {
    expect(() => parseSchedule(schedule)).toThrow(`"${schedule}"`);
  },
);
