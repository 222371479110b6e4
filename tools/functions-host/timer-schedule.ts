import { CronExpressionParser } from "cron-parser";
import { parseTimeSpanMs } from "./time-span.ts";

export type TimerSchedule = {
  /** The first occurrence after an instant (milliseconds since the epoch). */
  next(afterMs: number): number;
  /** More than one occurrence a minute: the real host keeps no status for such a timer. */
  readonly isSubMinute: boolean;
};

const minuteMs = 60_000;

/** Six fields of NCRONTAB. cron-parser takes more (`L`, `#`, `?`, `@daily`), which production refuses. */
const cronValue = "(?:\\*|\\d+|[A-Za-z]{3})";
const cronField = `${cronValue}(?:[-/,]${cronValue})*`;
const cronPattern = new RegExp(`^${cronField}(?: +${cronField}){5}$`);

/**
 * A schedule as the timer trigger takes it: an NCRONTAB expression of six fields, `{second} {minute} {hour} {day} {month}
 * {day of week}`, in UTC, or a time span "hh:mm:ss" between runs. A day of month together with a day of week is
 * refused: NCRONTAB wants both to hold, cron-parser either. Throws when the text is neither.
 */
export function parseSchedule(text: string): TimerSchedule {
  const periodMs = parseTimeSpanMs(text);
  if (periodMs !== null) return periodic(text, periodMs);
  const next = (afterMs: number) =>
    CronExpressionParser.parse(text, { strict: true, tz: "UTC", currentDate: new Date(afterMs) })
      .next()
      .getTime();
  try {
    if (!cronPattern.test(text)) throw new Error("it has not six fields of *, numbers and names");
    const first = next(Date.now());
    return { next, isSubMinute: next(first) - first < minuteMs };
  } catch (cause) {
    throw new Error(`The schedule "${text}" is neither a time span nor a cron expression: ${String(cause)}`, { cause });
  }
}

function periodic(text: string, periodMs: number): TimerSchedule {
  if (periodMs === 0) throw new Error(`The schedule "${text}" has no duration.`);
  return { next: (afterMs) => afterMs + periodMs, isSubMinute: periodMs < minuteMs };
}
