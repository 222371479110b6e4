import { quantile } from "../interleave.ts";
import { type Report, rounded } from "../report.ts";
import type { Flatness } from "./flatness.ts";
import type { LoopDelay } from "./loop-delay.ts";
import type { Used } from "./watch-memory.ts";

/** Something that was asked for. `fault`: what was wrong with the answer; null when nothing was. */
export type Asked = { readonly kind: string; readonly latencyMs: number; readonly fault: string | null };

/** How much it takes when it is given all it takes. */
export type Capacity = { readonly answered: number; readonly errors: number; readonly perSecond: number };

export type LoadRun = {
  readonly seconds: number;
  readonly capacity: Capacity;
  /** Requests that it was given. */
  readonly perSecond: number;
  readonly asked: readonly Asked[];
  readonly used: readonly Used[];
  /** Of the process that sends all this: what it was late with, callers did not wait for. */
  readonly ownDelay: LoopDelay;
  /** How many were to come into the trail, and how long after the last request all of them were there. */
  readonly events: number;
  readonly inTrailAfterMs: number;
};

const noMemory = ["", "", "", ""];

export const loadReport = (run: LoadRun): Report => ({
  title: `${run.seconds} s at ${rounded(run.perSecond)} requests a second, half of the ${rounded(run.capacity.perSecond)} that it can take`,
  columns: [
    "what",
    ...["requests", "errors", "p50, ms", "p99, ms", "longest, ms"],
    ...["first quarter, MB", "last quarter, MB", "last ÷ first", "MB a minute"],
  ],
  rows: [
    ["search for what it can take", count(run.capacity.answered), count(run.capacity.errors), "", "", "", ...noMemory],
    ...kindsOf(run.asked).map((kind) => askedRow(kind, run.asked)),
    ["all of them", ...countsOf(run.asked), ...["", "", ""], ...noMemory],
    ["events, until all are in the trail", count(run.events), "", "", "", rounded(run.inTrailAfterMs), ...noMemory],
    ["the load: event loop late", "", "", ...delayCells(run.ownDelay), ...noMemory],
    ...run.used.flatMap(({ name, delay, heap, resident }) => [
      [`${name}: event loop late`, "", "", ...delayCells(delay), ...noMemory],
      [`${name}: heap after a collection`, "", "", "", "", "", ...memoryCells(heap)],
      [`${name}: resident`, "", "", "", "", "", ...memoryCells(resident)],
    ]),
  ],
});

/** The first few different faults, with how often each was found: what to look at when there are errors. */
export function describeFaults(asked: readonly Asked[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const { kind, fault } of asked)
    if (fault !== null) counts.set(`${kind}: ${fault}`, (counts.get(`${kind}: ${fault}`) ?? 0) + 1);
  return [...counts].slice(0, 20).map(([fault, times]) => `${count(times)} × ${fault}`);
}

const kindsOf = (asked: readonly Asked[]): readonly string[] => [...new Set(asked.map(({ kind }) => kind))];

function askedRow(kind: string, asked: readonly Asked[]): readonly string[] {
  const ofKind = asked.filter((each) => each.kind === kind);
  const sorted = Float64Array.from(ofKind, ({ latencyMs }) => latencyMs).sort();
  const latencies = [0.5, 0.99, 1].map((share) => rounded(quantile(sorted, share)));
  return [kind, ...countsOf(ofKind), ...latencies, ...noMemory];
}

const countsOf = (asked: readonly Asked[]): readonly string[] => [
  count(asked.length),
  count(asked.filter(({ fault }) => fault !== null).length),
];

const delayCells = ({ p50Ms, p99Ms, longestMs }: LoopDelay): readonly string[] =>
  [p50Ms, p99Ms, longestMs].map(rounded);

const memoryCells = ({ first, last, ratio, perMinute }: Flatness): readonly string[] =>
  [first, last, ratio, perMinute].map(rounded);

const count = (number: number): string => number.toLocaleString("en-US");
