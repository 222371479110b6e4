import type { Schema } from "../api/client.ts";

type Series = Schema<"WatchAnswer">["series"];

/** More bars than this are too thin to be seen. A day that begins with its first quarter of an hour has as many quarters. */
const barsAtMost = 98;

/** Adds up neighbours until few enough are left. */
export function fewerSpans(series: Series, atMost = barsAtMost): Series {
  const each = Math.max(1, Math.ceil(series.length / atMost));
  const bars: Series[number][] = [];
  for (let at = 0; at < series.length; at += each) bars.push(series.slice(at, at + each).reduce(added));
  return bars;
}

const added = (a: Series[number], b: Series[number]): Series[number] => ({
  from: a.from,
  decided: a.decided + b.decided,
  answered: a.answered + b.answered,
  failed: a.failed + b.failed,
  missing: a.missing + b.missing,
});
