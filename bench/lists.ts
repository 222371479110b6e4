import { setTimeout } from "node:timers/promises";
import { compileSnapshot } from "../shared/config/compile/compile-snapshot.ts";
import type { CompiledDocument } from "../shared/config/compiled-document.ts";
import { type ConfigDocument, ingressSchema } from "../shared/config/document.ts";
import { kamailio } from "../shared/config/lists/kamailio.ts";
import { makeList } from "../shared/config/lists/make-list.ts";
import { encodePieces } from "../shared/json/json-pieces.ts";
import { collectGarbage } from "./measure/cpu-time.ts";
import { figureOf } from "./measure/interleave.ts";
import { wholeNumber, withRange } from "./measure/table.ts";
import type { Report } from "./run-benchmarks.ts";
import { type LoopWatch, watchLoop } from "./servers/watch-loop.ts";
import { syntheticConfiguration } from "./traffic/synthetic-configuration.ts";

const goalNumbers = 10_000;
const warmUps = 3;
const rounds = 15;
const settleMs = 50;

/**
 * How long Kamailio's list of so many numbers takes to make and write, in one spelling each and read already, and how long the
 * event loop, and so a call, has to wait meanwhile.
 */
export async function lists(numbers = goalNumbers): Promise<Report> {
  const configuration = await configurationOf(numbers);
  for (let i = 0; i < warmUps; i++) await writeList(configuration);
  const loop = watchLoop();
  const samples: Sample[] = [];
  while (samples.length < rounds) samples.push(await timeList(configuration, loop));
  const results = new Map([["list", samples]]);
  const took = figureOf(results, "list", ({ tookMs }) => tookMs);
  const stalled = figureOf(results, "list", ({ stalledMs }) => stalledMs);
  const table = {
    title: `A list of ${wholeNumber(numbers)} numbers`,
    columns: ["", "ms"],
    rows: [
      ["made and written", withRange(took)],
      ["longest stall of the event loop", withRange(stalled)],
    ],
  };
  return {
    tables: [table],
    measures: [
      { goal: "13a", value: took.median },
      { goal: "13b", value: stalled.most },
    ],
  };
}

type Sample = { readonly tookMs: number; readonly stalledMs: number };

async function timeList(configuration: CompiledDocument, loop: LoopWatch): Promise<Sample> {
  collectGarbage();
  await setTimeout(settleMs);
  loop.take();
  const beganMs = performance.now();
  await writeList(configuration);
  const tookMs = performance.now() - beganMs;
  await setTimeout(settleMs);
  return { tookMs, stalledMs: loop.take().longestBusyMs };
}

async function configurationOf(numbers: number): Promise<CompiledDocument> {
  const document: ConfigDocument = {
    ...syntheticConfiguration(numbers),
    ingresses: [ingressSchema.parse({ name: "zoom", spellings: ["plus-country-short-code"] })],
  };
  return { document, snapshot: await compileSnapshot(document) };
}

async function writeList(configuration: CompiledDocument): Promise<void> {
  const origin = { version: 1, hash: "", createdAt: "2026-11-28T12:00:00.000Z" };
  const wanted = { ingresses: ["zoom"], territories: null, withUrns: kamailio.withUrns };
  await encodePieces(kamailio.write(await makeList(configuration, origin, wanted)));
}
