const local = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "medium" });
const localTime = new Intl.DateTimeFormat(undefined, { timeStyle: "medium" });

/** An instant in local time with UTC beside it. */
export function When({ at }: { readonly at: string | number }) {
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) return <span class="when">{String(at)}</span>;
  const utc = date.toISOString();
  return (
    <time class="when" dateTime={utc}>
      <span>{local.format(date)}</span> <span class="utc">{utc.slice(11, 19)} UTC</span>
    </time>
  );
}

export const timeOf = (atMs: number): string => localTime.format(atMs);

/** A length of time in words, from seconds: "40 s", "12 min", "3 h". */
export function spanOf(seconds: number): string {
  if (seconds < 90) return `${Math.round(seconds)} s`;
  if (seconds < 5_400) return `${Math.round(seconds / 60)} min`;
  return seconds < 172_800 ? `${Math.round(seconds / 3_600)} h` : `${Math.round(seconds / 86_400)} days`;
}
