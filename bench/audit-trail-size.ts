import functions from "@azure/functions";
import { makeAuditEventsHandler } from "../functions/query-audit.ts";
import { monotonic } from "../shared/clock.ts";
import { localCaller } from "../shared/identity/caller.ts";
import { consoleLog } from "../shared/log.ts";
import { figureOf, interleave, quantile, ratioOf } from "./interleave.ts";
import { residentMbOf } from "./process-cpu.ts";
import { makeRandom, type Random } from "./random.ts";
import { type Report, rounded, withRange } from "./report.ts";
import { keepRunning } from "./servers/keep-running.ts";
import { type LoadedTrail, loadTrail } from "./trail/load-trail.ts";
import { betweenCallsMs, callIdOf, trailBeginsMs } from "./trail/make-events.ts";

const smallest = 10_000;
const rounds = 11;
const queriesASample = 20;
const windowMs = 300_000;
const pageOf = 100;
/** What a row takes in the memory of Azurite, roughly, and room for as much again. */
const heapMbFor = (events: number): number => 1_000 + Math.ceil(events * 0.014);

type Query = Readonly<Record<string, string>>;
type Sample = { readonly p50Ms: number; readonly p99Ms: number };

/** What is asked of a trail of so many events; each time about another call, or another five minutes. */
const questions: Readonly<Record<string, (random: Random, events: number) => Query>> = {
  call: (random, events) => ({ callId: callIdOf(random.below(events)), limit: String(pageOf) }),
  window: (random, events) => {
    const fromMs = trailBeginsMs + random.below(Math.max(1, events * betweenCallsMs - windowMs));
    const iso = (ms: number): string => new Date(ms).toISOString();
    return { from: iso(fromMs), to: iso(fromMs + windowMs), limit: String(pageOf) };
  },
};

/** Pages of a small and of a large trail, asked of the function that answers them in the product. */
export const auditTrailSize = (size = 100_000): Promise<Report> =>
  keepRunning(async ({ keep, stopAll }) => {
    const trails = new Map<number, LoadedTrail>();
    for (const events of [smallest, size]) trails.set(events, await loadTrail(events, heapMbFor(events), { keep }));
    const contestants = [...trails].flatMap(([events, { tables }]) =>
      Object.entries(questions).map(([name, makeQuery]) => ({
        name: `${name} ${events}`,
        sample: makeSampler(tables, (random) => makeQuery(random, events), name === "call" ? 1 : pageOf),
      })),
    );
    const results = await interleave(rounds, contestants);
    const pagesOf = (name: string, events: number): readonly string[] => [
      withRange(figureOf(results, `${name} ${events}`, ({ p50Ms }) => p50Ms)),
      withRange(ratioOf(results, `${name} ${events}`, `${name} ${smallest}`, ({ p50Ms }) => p50Ms)),
      rounded(figureOf(results, `${name} ${events}`, ({ p99Ms }) => p99Ms).median),
    ];
    const rows = [...trails].map(async ([events, { loadedInMs, pid }]) => [
      events.toLocaleString("en-US"),
      ...pagesOf("call", events),
      ...pagesOf("window", events),
      rounded((events / loadedInMs) * 1_000),
      rounded(await residentMbOf(pid)),
    ]);
    const finished = await Promise.all(rows);
    await stopAll();
    return {
      title: "The size of the audit trail",
      columns: [
        "events",
        ...["a call, p50 ms", "÷ smallest", "p99 ms"],
        ...["100 of a window, p50 ms", "÷ smallest", "p99 ms"],
        ...["events loaded a second", "memory of the tables, MB"],
      ],
      rows: finished,
    };
  });

/** Asks some questions one after the other, and makes sure that each finds as many events as it should. */
function makeSampler(
  tables: LoadedTrail["tables"],
  makeQuery: (random: Random) => Query,
  finds: number,
): () => Promise<Sample> {
  const dependencies = {
    tables,
    chainKeys: null,
    log: consoleLog,
    now: Date.now,
    clock: monotonic,
    recordRead: async () => {},
  };
  const handler = makeAuditEventsHandler(dependencies, (handle) => handle);
  const { HttpRequest, InvocationContext } = functions;
  const random = makeRandom(3);
  const url = "http://127.0.0.1/api/v1/audit/events";
  return async () => {
    const latenciesMs: number[] = [];
    for (let asked = 0; asked < queriesASample; asked++) {
      const request = new HttpRequest({ method: "GET", url, query: makeQuery(random) });
      const startedMs = performance.now();
      const answer = await handler(request, localCaller, new InvocationContext());
      latenciesMs.push(performance.now() - startedMs);
      const { events } = JSON.parse(String(answer.body)) as { events: readonly unknown[] };
      if (events.length !== finds) throw new Error(`Found ${events.length} events, not ${finds}.`);
    }
    latenciesMs.sort((a, b) => a - b);
    return { p50Ms: quantile(latenciesMs, 0.5), p99Ms: quantile(latenciesMs, 0.99) };
  };
}
