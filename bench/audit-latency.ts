import { setTimeout } from "node:timers/promises";
import * as z from "zod";
import type { ForkedEventHubs } from "../local/event-hubs/fork-event-hubs.ts";
import { type CpuSample, cpuUsOf } from "./cpu-time.ts";
import { figureOf, interleave, quantile, type Results, ratioOf } from "./interleave.ts";
import { postOf } from "./load/http-request.ts";
import { type Answered, openLoop } from "./load/open-loop.ts";
import { cpuUsOfProcess } from "./process-cpu.ts";
import { makeRandom } from "./random.ts";
import { type Report, rounded, withRange } from "./report.ts";
import { auditStatusOf } from "./servers/audit-status.ts";
import { type Kept, keepRunning } from "./servers/keep-running.ts";
import { startHub, startStores, startWebhook } from "./servers/start-product.ts";
import { emergencyCall, manyCalls } from "./traffic.ts";

const rounds = 3;
const perSecond = 100;
const goodMs = 4_000;
/** By then the first calls have found out that Event Hubs is down; those after them know it from the start. */
const firstMs = 1_000;
const downMs = 4_000;
const connections = 128;

const requests = manyCalls(1_000, makeRandom(5), emergencyCall).map((body) => postOf("/api/v1/call-setup", body));

type Phase = CpuSample & {
  readonly answered: readonly Answered[];
  /** Sorted. */
  readonly latenciesMs: Float64Array;
};
type Sample = { readonly good: Phase; readonly first: Phase; readonly down: Phase };

/** A way in which Event Hubs is down. */
type Outage = { readonly begin: () => Promise<void>; readonly end: () => Promise<void> };

/** What an emergency call waits for its answer while Event Hubs is up, when it has just gone down, and while it is down. */
export const auditLatency = (): Promise<Report> =>
  keepRunning(async ({ keep, stopAll }) => {
    const stores = await startStores({ keep });
    const webhook = await startWebhook(stores, { keep });
    const load = { port: webhook.port, requests, connections, perSecond, kindOf: auditStatusOf };
    const outages = outagesOf(stores.eventHubs, { keep });
    const loadFor = async (durationMs: number): Promise<Phase> => {
      const beforeUs = await cpuUsOfProcess(webhook.pid);
      const answered = await openLoop({ ...load, durationMs });
      const cpuUs = ((await cpuUsOfProcess(webhook.pid)) - beforeUs) / answered.length;
      return { answered, cpuUs, latenciesMs: Float64Array.from(answered, ({ latencyMs }) => latencyMs).sort() };
    };
    const sample = async ({ begin, end }: Outage): Promise<Sample> => {
      const good = await loadFor(goodMs);
      await begin();
      const first = await loadFor(firstMs);
      const down = await loadFor(downMs);
      await end();
      await recovered(webhook.port);
      return { good, first, down };
    };
    const results = await interleave(
      rounds,
      Object.entries(outages).map(([name, outage]) => ({ name, sample: () => sample(outage) })),
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

function outagesOf(eventHubs: ForkedEventHubs, { keep }: Pick<Kept, "keep">): Readonly<Record<string, Outage>> {
  let running = eventHubs;
  const end = () => running.inject({ kind: "none" });
  return {
    "killed, connections refused": {
      begin: async () => {
        running.kill("SIGKILL");
        await running.exited;
      },
      end: async () => {
        running = keep(await startHub(eventHubs.port));
      },
    },
    "cuts each connection at a send": { begin: () => running.inject({ kind: "cut" }), end },
    "takes sends and never answers": { begin: () => running.inject({ kind: "silent" }), end },
  };
}

/** Resolves when calls are published again and the outbox is empty. Only a call finds out that Event Hubs is back. */
async function recovered(port: number): Promise<void> {
  const url = `http://127.0.0.1:${port}/api/v1`;
  const signal = AbortSignal.timeout(60_000);
  const call = JSON.stringify({ calledParty: "+44999", ingress: "zoom" });
  for (;;) {
    const answer = await fetch(`${url}/call-setup`, { method: "POST", body: call, signal });
    const { audit } = answerSchema.parse(await answer.json());
    const { outbox } = readySchema.parse(await (await fetch(`${url}/health/ready`, { signal })).json());
    if (audit.status === "published" && outbox.depth === 0) return;
    await setTimeout(100);
  }
}

const answerSchema = z.looseObject({ audit: z.looseObject({ status: z.string() }) });
const readySchema = z.looseObject({ outbox: z.looseObject({ depth: z.number().nullable() }) });

function rowsOf(outage: string, samples: readonly Sample[]): readonly (readonly string[])[] {
  const phases: Results<Phase> = new Map([
    ["before", samples.map(({ good }) => good)],
    [`${outage}: first second`, samples.map(({ first }) => first)],
    [`${outage}: then`, samples.map(({ down }) => down)],
  ]);
  return [...phases].map(([name, measured]) => [
    name,
    rounded(figureOf(phases, name, share(0.5)).median),
    withRange(figureOf(phases, name, share(0.99))),
    withRange(ratioOf(phases, name, "before", share(0.99))),
    rounded(figureOf(phases, name, share(1)).most),
    rounded(figureOf(phases, name, cpuUsOf).median),
    statusesOf(measured.flatMap(({ answered }) => answered)),
  ]);
}

const share =
  (q: number) =>
  ({ latenciesMs }: Phase): number =>
    quantile(latenciesMs, q);

function statusesOf(answered: readonly Answered[]): string {
  const counts = new Map<string, number>();
  for (const { kind } of answered) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return [...counts].map(([status, count]) => `${count.toLocaleString("en-US")} ${status}`).join(", ");
}
