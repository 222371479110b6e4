import { type CpuSample, cpuUsOf } from "./cpu-time.ts";
import { figureOf, interleave, type Results, ratioOf } from "./interleave.ts";
import { postOf } from "./load/http-request.ts";
import { describeKinds, type LatencySlice, latencyAt, toSlice } from "./load/latency-slice.ts";
import { openLoop } from "./load/open-loop.ts";
import { cpuUsOfProcess } from "./process-cpu.ts";
import { makeRandom } from "./random.ts";
import { type Report, rounded, withRange } from "./report.ts";
import { auditStatusOf } from "./servers/audit-status.ts";
import { keepRunning } from "./servers/keep-running.ts";
import { type Outage, outagesOf, untilRecovered } from "./servers/outages.ts";
import { startStores, startWebhook } from "./servers/start-product.ts";
import { emergencyCall, manyCalls } from "./traffic.ts";

const rounds = 3;
const perSecond = 100;
const goodMs = 4_000;
/** By then the first calls have found out that Event Hubs is down; those after them know it from the start. */
const firstMs = 1_000;
const downMs = 4_000;
const connections = 128;

const requests = manyCalls(1_000, makeRandom(5), emergencyCall).map((body) => postOf("/api/v1/call-setup", body));

type Phase = CpuSample & LatencySlice;
type Sample = { readonly good: Phase; readonly first: Phase; readonly down: Phase };

/** What an emergency call waits for its answer while Event Hubs is up, when it has just gone down, and while it is down. */
export const auditLatency = (): Promise<Report> =>
  keepRunning(async ({ keep, stopAll }) => {
    const stores = await startStores({ keep });
    const webhook = await startWebhook(stores, { keep });
    const load = { port: webhook.port, requests, connections, perSecond, kindOf: auditStatusOf };
    const { killed, cut, silent } = outagesOf(stores.eventHubs, { keep });
    const loadFor = async (durationMs: number): Promise<Phase> => {
      const beforeUs = await cpuUsOfProcess(webhook.pid);
      const answered = await openLoop({ ...load, durationMs });
      const cpuUs = ((await cpuUsOfProcess(webhook.pid)) - beforeUs) / answered.length;
      return { ...toSlice(answered), cpuUs };
    };
    const sample = async ({ begin, end }: Outage): Promise<Sample> => {
      const good = await loadFor(goodMs);
      await begin();
      const first = await loadFor(firstMs);
      const down = await loadFor(downMs);
      await end();
      await untilRecovered(webhook.port);
      return { good, first, down };
    };
    const results = await interleave(
      rounds,
      [killed, cut, silent].map((outage) => ({ name: outage.name, sample: () => sample(outage) })),
    );
    await stopAll();
    return {
      title: "Emergency calls while Event Hubs is down",
      columns: [
        "Event Hubs",
        ...["p50, ms", "p99, ms", "p99 ÷ before", "longest, ms", "webhook's CPU a call, µs"],
        "audit statuses",
      ],
      rows: [...results].flatMap(([name, samples]) => rowsOf(name, samples)),
    };
  });

function rowsOf(outage: string, samples: readonly Sample[]): readonly (readonly string[])[] {
  const phases: Results<Phase> = new Map([
    ["before", samples.map(({ good }) => good)],
    [`${outage}: first second`, samples.map(({ first }) => first)],
    [`${outage}: then`, samples.map(({ down }) => down)],
  ]);
  return [...phases].map(([name, measured]) => [
    name,
    rounded(figureOf(phases, name, latencyAt(0.5)).median),
    withRange(figureOf(phases, name, latencyAt(0.99))),
    withRange(ratioOf(phases, name, "before", latencyAt(0.99))),
    rounded(figureOf(phases, name, latencyAt(1)).most),
    rounded(figureOf(phases, name, cpuUsOf).median),
    describeKinds(measured),
  ]);
}
