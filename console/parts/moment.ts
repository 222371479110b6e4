const local = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "medium" });

/** An instant in local time. */
export const localOf = (date: Date): string => local.format(date);

/** The same in UTC, to stand beside it: the time, and the day too where that is another. `offsetMin`: how far local time is behind UTC. */
export function utcOf(date: Date, offsetMin = date.getTimezoneOffset()): string {
  const utc = date.toISOString();
  const localDay = new Date(date.getTime() - offsetMin * 60_000).toISOString().slice(0, 10);
  const day = utc.slice(0, 10);
  return `${day === localDay ? "" : `${day} `}${utc.slice(11, 19)} UTC`;
}

/** Both in one line of text. */
export const momentOf = (at: string | number): string => {
  const date = new Date(at);
  return Number.isNaN(date.getTime()) ? String(at) : `${localOf(date)} (${utcOf(date)})`;
};

/** A length of time in words, from seconds: "40 s", "12 min", "3 h". */
export function spanOf(seconds: number): string {
  if (seconds < 90) return `${Math.round(seconds)} s`;
  if (seconds < 5_400) return `${Math.round(seconds / 60)} min`;
  return seconds < 172_800 ? `${Math.round(seconds / 3_600)} h` : `${Math.round(seconds / 86_400)} days`;
}
