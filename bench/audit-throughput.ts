import { countOfKind, latencyAt, toSlice } from "./load/latency.ts";
import { type Answered, givenUp, openLoop } from "./load/open-loop.ts";
import { cpuUsOfProcess } from "./measure/cpu-time.ts";
import { rounded, wholeNumber } from "./measure/table.ts";
import type { Report } from "./run-benchmarks.ts";
import { startProjection, startStores, startWebhook } from "./servers/stores.ts";
import { waitForTrail } from "./servers/wait-for-trail.ts";
import { withProcesses } from "./servers/with-processes.ts";
import { auditStatusOf, emergencyCall, manyCalls, requestsOf } from "./traffic/calls.ts";
import { makeRandom } from "./traffic/random.ts";

const rateStep = 200;
const stepMs = 6_000;
const longMs = 30_000;
const warmUp = { perSecond: 200, durationMs: 4_000 };
const connections = 256;
/** A rate is sustained when every event is published and the p99 stays below what a signalling layer waits. */
const p99MsAtMost = 300;

const requests = requestsOf(manyCalls(1_000, makeRandom(5), emergencyCall));

const outcomes = ["published", "queued", "logged", givenUp];

type Run = {
  readonly answered: readonly Answered[];
  readonly elapsedMs: number;
  readonly sends: number;
  readonly inTrailAfterMs: number;
  /** Of the load, the webhook, the projection, the hub and the tables, until all events were in the trail. */
  readonly cpuUs: readonly number[];
};

/**
 * Emergency calls all the way into the trail: at rising rates for some seconds each, until one is not sustained; or at one rate
 * for 30 s. Each run starts its processes anew, so that it has no backlog.
 */
export async function auditThroughput(oneRate?: number): Promise<Report> {
  const rows: (readonly string[])[] = [];
  const measure = async (perSecond: number, durationMs: number): Promise<boolean> => {
    const run = await runLoad(perSecond, durationMs);
    rows.push([`${rounded(perSecond)} for ${durationMs / 1_000} s`, ...figuresOf(run)]);
    return isSustained(run);
  };
  if (oneRate === undefined) for (let rate = rateStep; await measure(rate, stepMs); ) rate += rateStep;
  else await measure(oneRate, longMs);
  const columns = [
    ...["calls a second", "answered a second", ...outcomes, "p50, ms", "p99, ms"],
    ...["all in the trail after, s", "events a send"],
    ...["CPU a call, µs: load", "webhook", "projection", "hub", "tables"],
  ];
  return { tables: [{ title: "Emergency calls into the audit trail", columns, rows }] };
}

const runLoad = (perSecond: number, durationMs: number): Promise<Run> =>
  withProcesses(async (keep) => {
    const stores = await startStores(keep);
    const webhook = await startWebhook(stores, keep);
    const projection = await startProjection(stores, keep);
    const { eventHubs, tables } = stores;
    const load = { port: webhook.port, requests, connections, kindOf: auditStatusOf };
    const cpuUs = () =>
      Promise.all([process, webhook, projection, eventHubs, tables].map(({ pid }) => cpuUsOfProcess(pid)));
    // Sequence 1 is the event that starts the chain.
    let lastSequence = 1;
    const inTrail = (answered: readonly Answered[]): Promise<number> => {
      lastSequence += answered.length - countOfKind(answered, givenUp);
      const events = lastSequence - countOfKind(answered, "logged");
      return waitForTrail({ ...tables, port: projection.port, events, lastSequence });
    };
    await inTrail(await openLoop({ ...load, ...warmUp }));

    const [cpuBefore, sendsBefore] = [await cpuUs(), await eventHubs.countSends()];
    const startedMs = performance.now();
    const answered = await openLoop({ ...load, perSecond, durationMs });
    const elapsedMs = performance.now() - startedMs;
    const inTrailAfterMs = await inTrail(answered);
    const [cpuAfter, sendsAfter] = [await cpuUs(), await eventHubs.countSends()];
    return {
      answered,
      elapsedMs,
      sends: sendsAfter - sendsBefore,
      inTrailAfterMs,
      cpuUs: cpuAfter.map((after, index) => after - (cpuBefore[index] ?? 0)),
    };
  });

const isSustained = ({ answered }: Run): boolean =>
  latencyAt(0.99)(toSlice(answered)) < p99MsAtMost && countOfKind(answered, "published") === answered.length;

function figuresOf({ answered, elapsedMs, sends, inTrailAfterMs, cpuUs }: Run): readonly string[] {
  const slice = toSlice(answered);
  const reallyAnswered = answered.length - countOfKind(answered, givenUp);
  return [
    rounded((reallyAnswered / elapsedMs) * 1_000),
    ...outcomes.map((status) => wholeNumber(countOfKind(answered, status))),
    rounded(latencyAt(0.5)(slice)),
    rounded(latencyAt(0.99)(slice)),
    rounded(inTrailAfterMs / 1_000),
    rounded(countOfKind(answered, "published") / sends),
    ...cpuUs.map((us) => rounded(us / reallyAnswered)),
  ];
}
