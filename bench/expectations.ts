import { setTimeout } from "node:timers/promises";
import { starterConfiguration } from "../shared/config/change/starter-configuration.ts";
import { compileSnapshot } from "../shared/config/compile/compile-snapshot.ts";
import { type Expectation, expectationSchema } from "../shared/config/expectation.ts";
import { brokenExpectations } from "../shared/config/expectations/judge-expectations.ts";
import type { Snapshot } from "../shared/routing/snapshot.ts";
import { collectGarbage } from "./measure/cpu-time.ts";
import { figureOf } from "./measure/interleave.ts";
import { wholeNumber, withRange } from "./measure/table.ts";
import type { Report } from "./run-benchmarks.ts";
import { type LoopWatch, watchLoop } from "./servers/watch-loop.ts";

const goalExpectations = 1_000;
const warmUps = 3;
const rounds = 15;
const settleMs = 50;
const nowMs = Date.parse("2026-11-28T12:00:00.000Z");

/**
 * How long so many expectations of the starter configuration take to judge, as with every change and every minute, and how long
 * the event loop, and so a call, has to wait meanwhile.
 */
export async function expectations(count = goalExpectations): Promise<Report> {
  const document = starterConfiguration();
  const snapshot = await compileSnapshot(document);
  const judged = expectationsOf(document.numbers, count);
  for (let i = 0; i < warmUps; i++) await judge(judged, snapshot);
  const loop = watchLoop();
  const samples: Sample[] = [];
  while (samples.length < rounds) samples.push(await timeJudging(judged, snapshot, loop));
  const results = new Map([["expectations", samples]]);
  const took = figureOf(results, "expectations", ({ tookMs }) => tookMs);
  const stalled = figureOf(results, "expectations", ({ stalledMs }) => stalledMs);
  const table = {
    title: `${wholeNumber(count)} expectations`,
    columns: ["", "ms"],
    rows: [
      ["judged", withRange(took)],
      ["longest stall of the event loop", withRange(stalled)],
    ],
  };
  return {
    tables: [table],
    measures: [
      { goal: "14a", value: took.median },
      { goal: "14b", value: stalled.most },
    ],
  };
}

type Sample = { readonly tookMs: number; readonly stalledMs: number };

async function timeJudging(judged: readonly Expectation[], snapshot: Snapshot, loop: LoopWatch): Promise<Sample> {
  collectGarbage();
  await setTimeout(settleMs);
  loop.take();
  const beganMs = performance.now();
  await judge(judged, snapshot);
  const tookMs = performance.now() - beganMs;
  await setTimeout(settleMs);
  return { tookMs, stalledMs: loop.take().longestBusyMs };
}

async function judge(judged: readonly Expectation[], snapshot: Snapshot): Promise<void> {
  const broken = await brokenExpectations(judged, snapshot, nowMs);
  if (broken.length > 0) throw new Error(`${broken.length} expectations do not hold`);
}

type Numbers = ReturnType<typeof starterConfiguration>["numbers"];

/** Each of the numbers in turn, as a call from its territory. */
const expectationsOf = (numbers: Numbers, count: number): readonly Expectation[] =>
  Array.from({ length: count }, (_, i) => {
    const { territory, shortCode, class: callClass } = numbers[i % numbers.length] ?? numberMissing();
    return expectationSchema.parse({
      name: `e${i}`,
      call: { ingress: "default", calledParty: shortCode, territory },
      expect: { class: callClass, territory, flags: { lacks: ["unprovisioned", "ambiguous-territory"] } },
      why: "a benchmark",
      owner: "nobody",
    });
  });

function numberMissing(): never {
  throw new Error("the starter configuration has no numbers");
}
