import { CronExpressionParser } from "cron-parser";
import { parseTimeSpanMs } from "./time-span.ts";

export type TimerSchedule = {
  /** The first occurrence after an instant (milliseconds since the epoch). */
  next(afterMs: number): number;
};

/** Six fields of NCRONTAB. cron-parser takes more (`L`, `#`, `?`, `@daily`), which production refuses. */
const cronValue = "(?:\\*|\\d+|[A-Za-z]{3})";
const cronField = `${cronValue}(?:[-/,]${cronValue})*`;
const cronPattern = new RegExp(`^${cronField}(?: +${cronField}){5}$`);

/**
 * Parses the schedule of a timer trigger: an NCRONTAB expression of six fields, `{second} {minute} {hour} {day} {month} {day of
 * week}`, in UTC, or a time span "hh:mm:ss" between runs. Throws for any other text. Refuses a day of month together with a
 * day of week: NCRONTAB runs when both hold, cron-parser when either does.
 */
export function parseSchedule(text: string): TimerSchedule {
  const periodMs = parseTimeSpanMs(text);
  if (periodMs === 0) throw new Error(`The schedule "${text}" has no duration.`);
  if (periodMs !== null) return { next: (afterMs) => afterMs + periodMs };
  const next = (afterMs: number) =>
    CronExpressionParser.parse(text, { strict: true, tz: "UTC", currentDate: new Date(afterMs) })
      .next()
      .getTime();
  try {
    if (!cronPattern.test(text)) throw new Error("it has not six fields of *, numbers and names");
    next(Date.now());
    return { next };
  } catch (cause) {
    throw new Error(`The schedule "${text}" is neither a time span nor a cron expression: ${String(cause)}`, { cause });
  }
}
