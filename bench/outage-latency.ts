import { describeKinds, type LatencySlice, latencyAt, toSlice } from "./load/latency.ts";
import { openLoop } from "./load/open-loop.ts";
import { figureOf, interleave, type Results, ratioByRound } from "./measure/interleave.ts";
import { rounded, withRange } from "./measure/table.ts";
import type { Report } from "./run-benchmarks.ts";
import { type Outage, outagesOf, untilRecovered } from "./servers/outages.ts";
import { startStores, startWebhook } from "./servers/stores.ts";
import { withProcesses } from "./servers/with-processes.ts";
import { auditStatusOf, evenlyMixedCalls, requestsOf } from "./traffic/calls.ts";
import { makeRandom } from "./traffic/random.ts";

/** The p99 of a slice depends on few calls: see the speed goals' page. */
const rounds = 9;
const perSecond = 200;
const connections = 64;

const requests = requestsOf(evenlyMixedCalls(20, makeRandom(9)).map(({ body }) => body));

const nothing = async (): Promise<void> => {};
const well: Outage = { name: "well", begin: nothing, end: nothing };

/** What calls wait from the first second of an outage of Event Hubs on, compared with no outage. */
export const outageLatency = (seconds = 4): Promise<Report> =>
  withProcesses(async (keep) => {
    const stores = await startStores(keep);
    const { port } = await startWebhook(stores, keep);
    const load = { port, requests, connections, perSecond, durationMs: seconds * 1_000, kindOf: auditStatusOf };
    const sample = async ({ begin, end }: Outage): Promise<LatencySlice> => {
      await begin();
      const slice = toSlice(await openLoop(load));
      await end();
      await untilRecovered(port);
      return slice;
    };
    const { refused, killed, silent } = outagesOf(stores.eventHubs, keep);
    const results = await interleave(
      rounds,
      [well, refused, killed, silent].map((state) => ({ name: state.name, sample: () => sample(state) })),
    );
    const table = {
      title: `${perSecond} calls a second, 1 % emergencies, in the first ${seconds} s without Event Hubs`,
      columns: [
        "Event Hubs",
        ...["p50, ms", "p99, ms", "÷ well", "longest, ms"],
        ...["emergencies: p50, ms", "longest, ms", "audit statuses"],
      ],
      rows: [...results].map(([name, slices]) => [name, ...figuresOf(results, name), ...emergencyFigures(slices)]),
    };
    return {
      tables: [table],
      measures: [
        { goal: "7a", value: p99Ratio(results, refused.name).median },
        { goal: "7b", value: p99Ratio(results, killed.name).median },
        { goal: "7c", value: p99Ratio(results, silent.name).median },
      ],
    };
  });

const p99Ratio = (results: Results<LatencySlice>, name: string) =>
  ratioByRound(results, { name, base: well.name, read: latencyAt(0.99) });

const figuresOf = (results: Results<LatencySlice>, name: string): readonly string[] => [
  rounded(figureOf(results, name, latencyAt(0.5)).median),
  withRange(figureOf(results, name, latencyAt(0.99))),
  withRange(p99Ratio(results, name)),
  rounded(figureOf(results, name, latencyAt(1)).most),
];

/** Separately: with 1 % emergencies, the p99 of all calls hardly shows them. */
function emergencyFigures(slices: readonly LatencySlice[]): readonly string[] {
  const answered = slices.flatMap((slice) => slice.answered);
  const emergencies = toSlice(answered.filter(({ kind }) => kind !== "not-required"));
  return [...[0.5, 1].map((q) => rounded(latencyAt(q)(emergencies))), describeKinds(slices)];
}
