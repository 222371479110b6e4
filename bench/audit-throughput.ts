import { quantile } from "./interleave.ts";
import { postOf } from "./load/http-request.ts";
import { type Answered, givenUp, openLoop } from "./load/open-loop.ts";
import { cpuUsOfProcess } from "./process-cpu.ts";
import { makeRandom } from "./random.ts";
import { type Report, rounded } from "./report.ts";
import { auditStatusOf } from "./servers/audit-status.ts";
import { keepRunning } from "./servers/keep-running.ts";
import { startProjection, startStores, startWebhook } from "./servers/start-product.ts";
import { emergencyCall, manyCalls } from "./traffic.ts";
import { waitForTrail } from "./trail/wait-for-trail.ts";

const rateStep = 200;
const stepMs = 6_000;
const longMs = 30_000;
const warmUp = { perSecond: 200, durationMs: 4_000 };
const connections = 256;
/** A rate is kept up with when every event is published and the slowest percent waits less than a signalling layer does. */
const slowestMs = 300;

const requests = manyCalls(1_000, makeRandom(5), emergencyCall).map((body) => postOf("/api/v1/call-setup", body));

const outcomes = ["published", "queued", "logged", givenUp];

type Run = {
  readonly answered: readonly Answered[];
  readonly elapsedMs: number;
  readonly sends: number;
  readonly inTrailAfterMs: number;
  /** Of the load, the webhook, the projection, the hub and the tables, until all was in the trail. */
  readonly cpuUs: readonly number[];
};

/**
 * Emergency calls into the product: at rising rates for some seconds each, until one is not kept up with; or at one rate for
 * 30 s. Each run has processes of its own, so that none suffers from what another has left behind.
 */
export async function auditThroughput(oneRate?: number): Promise<Report> {
  const rows: (readonly string[])[] = [];
  const measure = async (perSecond: number, durationMs: number): Promise<boolean> => {
    const run = await runLoad(perSecond, durationMs);
    rows.push([`${rounded(perSecond)} for ${durationMs / 1_000} s`, ...figuresOf(run)]);
    return isKeptUpWith(run);
  };
  if (oneRate === undefined) for (let rate = rateStep; await measure(rate, stepMs); ) rate += rateStep;
  else await measure(oneRate, longMs);
  return {
    title: "Emergency calls into the audit trail",
    columns: [
      "calls a second",
      "answered a second",
      ...[...outcomes, "p50, ms", "p99, ms"],
      "all in the trail after, s",
      "events a send",
      ...["CPU a call, µs: load", "webhook", "projection", "hub", "tables"],
    ],
    rows,
  };
}

const runLoad = (perSecond: number, durationMs: number): Promise<Run> =>
  keepRunning(async ({ keep, stopAll }) => {
    const stores = await startStores({ keep });
    const webhook = await startWebhook(stores, { keep });
    const projection = await startProjection(stores, { keep });
    const { eventHubs, tables } = stores;
    const load = { port: webhook.port, requests, connections, kindOf: auditStatusOf };
    const cpuUs = () =>
      Promise.all([process, webhook, projection, eventHubs, tables].map(({ pid }) => cpuUsOfProcess(pid)));
    // The chain begins with an event of its own.
    let lastSequence = 1;
    const inTrail = (answered: readonly Answered[]): Promise<number> => {
      lastSequence += answered.length - countOf(answered, givenUp);
      const missing = countOf(answered, "logged");
      return waitForTrail({ ...tables, port: projection.port, lastSequence, missing });
    };
    await inTrail(await openLoop({ ...load, ...warmUp }));

    const [cpuBefore, sendsBefore] = [await cpuUs(), await eventHubs.countSends()];
    const startedMs = performance.now();
    const answered = await openLoop({ ...load, perSecond, durationMs });
    const elapsedMs = performance.now() - startedMs;
    const inTrailAfterMs = await inTrail(answered);
    const [cpuAfter, sendsAfter] = [await cpuUs(), await eventHubs.countSends()];
    await stopAll();
    return {
      answered,
      elapsedMs,
      sends: sendsAfter - sendsBefore,
      inTrailAfterMs,
      cpuUs: cpuAfter.map((after, index) => after - (cpuBefore[index] ?? 0)),
    };
  });

const isKeptUpWith = ({ answered }: Run): boolean =>
  latencyMs(answered, 0.99) < slowestMs && countOf(answered, "published") === answered.length;

const figuresOf = ({ answered, elapsedMs, sends, inTrailAfterMs, cpuUs }: Run): readonly string[] => [
  rounded(((answered.length - countOf(answered, givenUp)) / elapsedMs) * 1_000),
  ...outcomes.map((status) => countOf(answered, status).toLocaleString("en-US")),
  rounded(latencyMs(answered, 0.5)),
  rounded(latencyMs(answered, 0.99)),
  rounded(inTrailAfterMs / 1_000),
  rounded(countOf(answered, "published") / sends),
  ...cpuUs.map((us) => rounded(us / (answered.length - countOf(answered, givenUp)))),
];

const countOf = (answered: readonly Answered[], status: string): number =>
  answered.filter(({ kind }) => kind === status).length;

const latencyMs = (answered: readonly Answered[], share: number): number =>
  quantile(Float64Array.from(answered, (each) => each.latencyMs).sort(), share);
