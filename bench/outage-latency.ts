import { figureOf, interleave, type Results, ratioOf } from "./interleave.ts";
import { postOf } from "./load/http-request.ts";
import { describeKinds, type LatencySlice, latencyAt, toSlice } from "./load/latency-slice.ts";
import { openLoop } from "./load/open-loop.ts";
import { makeRandom } from "./random.ts";
import { type Report, rounded, withRange } from "./report.ts";
import { auditStatusOf } from "./servers/audit-status.ts";
import { keepRunning } from "./servers/keep-running.ts";
import { type Outage, outagesOf, untilRecovered } from "./servers/outages.ts";
import { startStores, startWebhook } from "./servers/start-product.ts";
import { evenlyMixedCalls } from "./traffic.ts";

const rounds = 5;
const perSecond = 200;
const connections = 64;

const requests = evenlyMixedCalls(20, makeRandom(9)).map(({ body }) => postOf("/api/v1/call-setup", body));

const nothing = async (): Promise<void> => {};
const well: Outage = { name: "well", begin: nothing, end: nothing };

/** What all calls wait while Event Hubs is down, from the outage's first second on, beside what they wait while it is well. */
export const outageLatency = (seconds = 4): Promise<Report> =>
  keepRunning(async ({ keep, stopAll }) => {
    const stores = await startStores({ keep });
    const { port } = await startWebhook(stores, { keep });
    const load = { port, requests, connections, perSecond, durationMs: seconds * 1_000, kindOf: auditStatusOf };
    const sample = async ({ begin, end }: Outage): Promise<LatencySlice> => {
      await begin();
      const slice = toSlice(await openLoop(load));
      await end();
      await untilRecovered(port);
      return slice;
    };
    const { refused, killed, silent } = outagesOf(stores.eventHubs, { keep });
    const results = await interleave(
      rounds,
      [well, refused, killed, silent].map((state) => ({ name: state.name, sample: () => sample(state) })),
    );
    await stopAll();
    const ratioTo = ({ name }: Outage) => ratioOf(results, name, well.name, latencyAt(0.99)).median;
    return {
      title: `${perSecond} calls a second, 1 % emergencies, in the first ${seconds} s without Event Hubs`,
      columns: [
        "Event Hubs",
        ...["p50, ms", "p99, ms", "÷ well", "longest, ms"],
        ...["emergencies: p50, ms", "longest, ms", "audit statuses"],
      ],
      rows: [...results].map(([name, slices]) => [name, ...figuresOf(results, name), ...emergencyFigures(slices)]),
      measures: [
        { goal: "7a", value: ratioTo(refused) },
        { goal: "7b", value: ratioTo(killed) },
        { goal: "7c", value: ratioTo(silent) },
      ],
    };
  });

const figuresOf = (results: Results<LatencySlice>, name: string): readonly string[] => [
  rounded(figureOf(results, name, latencyAt(0.5)).median),
  withRange(figureOf(results, name, latencyAt(0.99))),
  withRange(ratioOf(results, name, well.name, latencyAt(0.99))),
  rounded(figureOf(results, name, latencyAt(1)).most),
];

/** So few calls in a hundred that a p99 of all hardly shows what they wait. */
function emergencyFigures(slices: readonly LatencySlice[]): readonly string[] {
  const answered = slices.flatMap((slice) => slice.answered);
  const emergencies = toSlice(answered.filter(({ kind }) => kind !== "not-required"));
  return [...[0.5, 1].map((q) => rounded(latencyAt(q)(emergencies))), describeKinds(slices)];
}
