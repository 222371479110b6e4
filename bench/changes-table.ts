import { latencyAt, toSlice } from "./load/latency.ts";
import type { Answered } from "./load/open-loop.ts";
import { rounded, type Table } from "./measure/table.ts";
import { type InstanceName, instanceNames } from "./servers/two-instances.ts";
import type { Stalls } from "./servers/watch-loop.ts";
import { answeredIn, type Window } from "./traffic/call-traffic.ts";

/** All numbers at once, in two ways; then an ordinary day's change. */
const changes = ["import (JSON)", "change set", "one number of 10,000", "one number of 1,000"] as const;

export type Watched = InstanceName | "the load";

/** A stretch of time, and how the event loops were stalled in it. */
export type PhaseOfChange = Window & { readonly stalls: Readonly<Record<Watched, Stalls>> };

/** One change under traffic. */
export type ChangeSample = {
  readonly change: (typeof changes)[number];
  readonly calls: Readonly<Record<InstanceName, readonly Answered[]>>;
  readonly phases: { readonly quiet: PhaseOfChange; readonly during: PhaseOfChange };
  readonly answeredInS: number;
  /** From the answer to the last decision by the version before. */
  readonly lastOldS: Readonly<Record<InstanceName, number>>;
};

/** No call may take longer because of a change. */
const slowMs = 50;

/** For each process, the quiet times before all changes, then each change. */
export function changesTable(samples: readonly ChangeSample[]): Table {
  const rowsOf = (watched: Watched): readonly (readonly string[])[] => [
    [`${watched}, quiet`, ...phaseCells(watched, samples, "quiet")],
    ...changes.map((change) => {
      const ofChange = samples.filter((sample) => sample.change === change);
      return [`${watched}, ${change}`, ...phaseCells(watched, ofChange, "during")];
    }),
  ];
  return {
    title: "Calls during a change through instance A",
    columns: [
      ...["who, when", "calls", "p50, ms", "p99, ms", "longest, ms", `over ${slowMs} ms`],
      ...["longest stall, ms", "of it at work, ms", "stalls at work over 20 ms"],
      ...["answered after, s", "last old decision after the answer, s", "not published"],
    ],
    rows: [...instanceNames, "the load" as const].flatMap(rowsOf),
  };
}

function phaseCells(watched: Watched, samples: readonly ChangeSample[], phase: "quiet" | "during"): readonly string[] {
  const stalls = samples.map(({ phases }) => phases[phase].stalls[watched]);
  const stallCells = [
    rounded(Math.max(...stalls.map(({ longestMs }) => longestMs))),
    rounded(Math.max(...stalls.map(({ longestBusyMs }) => longestBusyMs))),
    String(stalls.reduce((sum, { busyOver20Ms }) => sum + busyOver20Ms, 0)),
  ];
  if (watched === "the load") return ["", "", "", "", "", ...stallCells, "", "", ""];
  const calls = samples.flatMap((sample) => answeredIn(sample.calls[watched], sample.phases[phase]));
  const slice = toSlice(calls);
  const seconds = (read: (sample: ChangeSample) => number): string =>
    phase === "quiet" ? "" : samples.map((sample) => rounded(read(sample))).join(", ");
  return [
    String(calls.length),
    ...[0.5, 0.99, 1].map((q) => rounded(latencyAt(q)(slice))),
    String(calls.filter(({ latencyMs }) => latencyMs > slowMs).length),
    ...stallCells,
    watched === "A" ? seconds(({ answeredInS }) => answeredInS) : "",
    seconds(({ lastOldS }) => lastOldS[watched]),
    String(calls.filter(({ kind }) => !["published", "not-required"].includes(kind)).length),
  ];
}
