import { latencyAt, sortedLatencies } from "../load/latency.ts";
import { rounded, type Table, wholeNumber } from "../measure/table.ts";
import type { Stalls } from "../servers/watch-loop.ts";
import type { JudgedRequest } from "./background-requests.ts";
import type { Flatness } from "./flatness.ts";
import type { Used } from "./watch-servers.ts";

/** What the product answers when it gets as much as it can take. */
export type Capacity = { readonly answered: number; readonly errors: number; readonly perSecond: number };

export type LoadRun = {
  readonly seconds: number;
  readonly capacity: Capacity;
  /** The rate of requests that it got. */
  readonly perSecond: number;
  readonly requests: readonly JudgedRequest[];
  readonly used: readonly Used[];
  /** Of the process that sends the load: its delays are part of the latencies. */
  readonly ownStalls: Stalls;
  /** How many events must come into the trail, and how long after the last request all of them were there. */
  readonly events: number;
  readonly inTrailAfterMs: number;
};

const noMemory = ["", "", "", ""];

export const loadTable = (run: LoadRun): Table => ({
  title: `${run.seconds} s at ${rounded(run.perSecond)} requests a second, half of the capacity of ${rounded(run.capacity.perSecond)}`,
  columns: [
    "what",
    ...["requests", "errors", "p50, ms", "p99, ms", "longest, ms"],
    ...["first quarter, MB", "last quarter, MB", "last ÷ first", "MB a minute"],
  ],
  rows: [
    ["capacity", wholeNumber(run.capacity.answered), wholeNumber(run.capacity.errors), "", "", "", ...noMemory],
    ...kindsOf(run.requests).map((kind) => kindRow(kind, run.requests)),
    ["total", ...countCells(run.requests), "", "", "", ...noMemory],
    [
      "events, until all are in the trail",
      wholeNumber(run.events),
      "",
      "",
      "",
      rounded(run.inTrailAfterMs),
      ...noMemory,
    ],
    ["the load: event loop late", "", "", ...stallCells(run.ownStalls), ...noMemory],
    ...run.used.flatMap(({ name, stalls, heap, resident }) => [
      [`${name}: event loop late`, "", "", ...stallCells(stalls), ...noMemory],
      [`${name}: heap after a collection`, "", "", "", "", "", ...memoryCells(heap)],
      [`${name}: resident`, "", "", "", "", "", ...memoryCells(resident)],
    ]),
  ],
});

/** The first 20 different faults, each with its count. */
export function describeFaults(requests: readonly JudgedRequest[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const { kind, fault } of requests)
    if (fault !== null) counts.set(`${kind}: ${fault}`, (counts.get(`${kind}: ${fault}`) ?? 0) + 1);
  return [...counts].slice(0, 20).map(([fault, times]) => `${wholeNumber(times)} × ${fault}`);
}

const kindsOf = (requests: readonly JudgedRequest[]): readonly string[] => [
  ...new Set(requests.map(({ kind }) => kind)),
];

function kindRow(kind: string, requests: readonly JudgedRequest[]): readonly string[] {
  const ofKind = requests.filter((each) => each.kind === kind);
  const latenciesMs = sortedLatencies(ofKind);
  const latencies = [0.5, 0.99, 1].map((q) => rounded(latencyAt(q)({ latenciesMs })));
  return [kind, ...countCells(ofKind), ...latencies, ...noMemory];
}

const countCells = (requests: readonly JudgedRequest[]): readonly string[] => [
  wholeNumber(requests.length),
  wholeNumber(requests.filter(({ fault }) => fault !== null).length),
];

const stallCells = ({ p50Ms, p99Ms, longestMs }: Stalls): readonly string[] => [p50Ms, p99Ms, longestMs].map(rounded);

const memoryCells = ({ first, last, ratio, perMinute }: Flatness): readonly string[] =>
  [first, last, ratio, perMinute].map(rounded);
