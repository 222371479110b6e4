import type { AnsweredRoute, SeriesEntry, WatchAnswer } from "./answered.ts";
import type { Counts, Figures } from "./counts.ts";
import { addFigures, noCounts, noFigures } from "./figures.ts";
import { dayMs, minuteMs, quarterMs, recentMs, spanOf } from "./spans.ts";
import type { WatchHead, WatchStateTable } from "./watch-state.ts";
import { writeFigures } from "./write-figures.ts";

/** A run is due every 15 s. */
const freshForMs = 60_000;

/** Answers from one row; null when nothing was watched yet. Throws a DependencyError when the store fails. */
export async function answerWatch(
  table: Pick<WatchStateTable, "readRecent" | "readDay">,
  windowS: number,
  nowMs: number,
): Promise<WatchAnswer | null> {
  if (windowS * 1_000 <= recentMs) {
    const read = await table.readRecent();
    if (read === null) return null;
    const from = beginningOf(read.head, windowS, minuteMs);
    const minutes = new Map([...read.recent].map(([at, { total }]) => [at, total]));
    return writeAnswer(read.head, sumFrom(read.recent, from, read.head), { windowS, nowMs, from, minutes });
  }
  const read = await table.readDay();
  if (read === null) return null;
  const from = beginningOf(read.head, windowS, quarterMs);
  const { minutes, quarters } = read.day;
  return writeAnswer(read.head, sumFrom(quarters, from, read.head), { windowS, nowMs, from, minutes });
}

/** The span that holds the window's first second. */
const beginningOf = ({ asOf }: WatchHead, windowS: number, spanMs: number): string =>
  spanOf(Date.parse(asOf) - windowS * 1_000, spanMs);

/** What is later than `asOf` was decided by an instance whose clock is ahead. */
function sumFrom(spans: ReadonlyMap<string, Figures>, from: string, { asOf }: WatchHead): Figures {
  const inWindow = [...spans].filter(([at]) => at >= from && at <= asOf);
  return inWindow.reduce((sum, [, figures]) => addFigures(sum, figures), noFigures);
}

type Window = {
  readonly windowS: number;
  readonly nowMs: number;
  readonly from: string;
  readonly minutes: ReadonlyMap<string, Counts>;
};

function writeAnswer(head: WatchHead, figures: Figures, { windowS, nowMs, from, minutes }: Window): WatchAnswer {
  const { asOf, alarms, parts } = head;
  return {
    asOf,
    windowS,
    complete: isComplete(head, from, nowMs),
    ...writeFigures(figures),
    byRoute: writeRoutes(figures, head.routes),
    series: writeSeries(minutes, from, asOf),
    ...parts,
    alarms,
  };
}

/** Whether everything is counted that the trail has had of the window, up to a minute ago. */
const isComplete = ({ asOf, since, readingFrom, isCaughtUp }: WatchHead, from: string, nowMs: number): boolean =>
  isCaughtUp && readingFrom === null && from >= since && nowMs - Date.parse(asOf) <= freshForMs;

/** Every route that was tried in the window, or is known from before. */
function writeRoutes({ routes }: Figures, states: WatchHead["routes"]): readonly AnsweredRoute[] {
  const known = new Map(states.map((state) => [state.name, state]));
  return [...new Set([...routes.keys(), ...known.keys()])].sort().map((name) => {
    const { tried, answered, failed } = routes.get(name) ?? { tried: 0, answered: 0, failed: 0 };
    const { consecutiveFailures = 0, lastAnsweredAt = null } = known.get(name) ?? {};
    return { name, tried, answered, failed, consecutiveFailures, lastAnsweredAt };
  });
}

/** Every minute of the window, also those without a call. */
function writeSeries(minutes: ReadonlyMap<string, Counts>, from: string, asOf: string): readonly SeriesEntry[] {
  const series: SeriesEntry[] = [];
  for (let atMs = Date.parse(from); atMs <= Date.parse(asOf); atMs += minuteMs) {
    const at = new Date(atMs).toISOString();
    const { decided, answered, failed, missing } = minutes.get(at) ?? noCounts;
    series.push({ from: at, decided, answered, failed, missing });
  }
  return series;
}

export const longestWindowS = dayMs / 1_000;
