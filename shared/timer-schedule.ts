/** The six fields of NCRONTAB with the numbers that each takes, and the names of months and days. */
const fields = [
  { from: 0, to: 59 },
  { from: 0, to: 59 },
  { from: 0, to: 23 },
  { from: 1, to: 31 },
  { from: 1, to: 12, names: ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"] },
  { from: 0, to: 6, names: ["sun", "mon", "tue", "wed", "thu", "fri", "sat"] },
] as const satisfies readonly Field[];

type Field = { readonly from: number; readonly to: number; readonly names?: readonly string[] };

/**
 * Whether the timer trigger takes a schedule: `{second} {minute} {hour} {day} {month} {day of week}` with `*`, numbers, names,
 * lists, ranges and steps (NCRONTAB), or a time between runs as `hh:mm:ss`. The host would leave a function with any other out.
 */
export function isTimerSchedule(text: string): boolean {
  if (isTimeBetweenRuns(text)) return true;
  const given = text.split(/ +/);
  return given.length === fields.length && fields.every((field, i) => isField(given[i] ?? "", field));
}

const isTimeBetweenRuns = (text: string): boolean =>
  /^(?:[0-9]{1,4}\.)?(?:[01]?[0-9]|2[0-3]):[0-5]?[0-9]:[0-5]?[0-9]$/.test(text) && /[1-9]/.test(text);

const isField = (text: string, field: Field): boolean => text.split(",").every((part) => isPart(part, field));

function isPart(part: string, field: Field): boolean {
  const [, range = "", step] = /^([^/]*)(?:\/([0-9]{1,2}))?$/.exec(part) ?? [];
  if (step !== undefined && Number(step) < 1) return false;
  if (range === "*") return true;
  const ends = range.split("-").map((end) => numberOf(end, field));
  const [first = null, last = first] = ends;
  return ends.length <= 2 && first !== null && last !== null && first <= last;
}

function numberOf(text: string, { from, to, names = [] }: Field): number | null {
  const named = names.indexOf(text.toLowerCase());
  const value = named === -1 ? (/^[0-9]{1,2}$/.test(text) ? Number(text) : null) : named + from;
  return value !== null && value >= from && value <= to ? value : null;
}
