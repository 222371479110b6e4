import { compileSnapshot } from "../shared/config/compile-snapshot.ts";
import { readCallSetup } from "../shared/recognition/call-setup.ts";
import { decide } from "../shared/routing/decide.ts";
import type { Snapshot } from "../shared/routing/snapshot.ts";
import { heapPerNumber } from "./configuration-heap.ts";
import { type CpuSample, cpuTimeOfEach, cpuUsOf } from "./cpu-time.ts";
import { type Contestant, figureOf, interleave, type Results, ratioOf } from "./interleave.ts";
import { makeRandom } from "./random.ts";
import { type Report, rounded, withRange } from "./report.ts";
import { callToNumber, lookupTable, siteKey, syntheticConfiguration } from "./synthetic-configuration.ts";
import { manyCalls, ordinaryCall } from "./traffic.ts";

const rounds = 7;
const callsASample = 20_000;

/** A configuration, by how many numbers and lookup rows it has; `base` names the one that it is compared with. */
type Subject = { readonly name: string; readonly base: string; readonly size: number; readonly rows: number };

const subjects: readonly Subject[] = [
  ...[100, 1_000, 10_000, 100_000].map((size) => ({ name: rounded(size), base: "100", size, rows: 0 })),
  ...[100, 100_000].map((rows) => ({ name: withRows(rows), base: withRows(100), size: 1_000, rows })),
];

/** The decision's time and the memory for ever more configured numbers, and for ever more rows of a lookup table. */
export async function configurationSize(): Promise<Report> {
  const compiled = subjects.map((subject) => ({ ...subject, snapshot: compile(subject) }));
  const hits = await interleave(
    rounds,
    compiled.map((subject) => deciding(subject, () => hitsOf(subject))),
  );
  const ordinaryCalls = JSON.stringify(manyCalls(callsASample, makeRandom(4), ordinaryCall));
  const misses = await interleave(
    rounds,
    compiled.map((subject) => deciding(subject, () => JSON.parse(ordinaryCalls))),
  );
  return {
    title: "The size of the configuration",
    columns: ["configured numbers", "hit, µs", "÷ smallest", "miss, µs", "÷ smallest", "heap a number, bytes"],
    rows: subjects.map((subject) => [
      subject.name,
      ...figures(hits, subject),
      ...figures(misses, subject),
      subject.rows === 0 && subject.size >= 10_000 ? rounded(heapPerNumber(subject.size)) : "",
    ]),
  };
}

function withRows(rows: number): string {
  return `1,000, and ${rounded(rows)} lookup rows`;
}

function compile({ size, rows }: Subject): Snapshot {
  const table = new Map(Array.from({ length: rows }, (_, i) => [siteKey(i), String(1_000_000 + i)]));
  return compileSnapshot(syntheticConfiguration(size), new Map([[lookupTable, table]]));
}

/** Calls to numbers from all over the configuration, from sites all over the table, so that no cache holds just the right part. */
function hitsOf({ size, rows }: Subject): readonly object[] {
  const random = makeRandom(3);
  return Array.from({ length: callsASample }, () => callToNumber(random.below(size), random.below(rows)));
}

function deciding(
  { name, snapshot }: Subject & { readonly snapshot: Snapshot },
  bodies: () => readonly object[],
): Contestant<CpuSample> {
  const config = { version: 1, hash: "sha256:0", source: "live", ageMs: 812 } as const;
  const nowMs = Date.parse("2026-11-22T12:35:01.123Z");
  return {
    name,
    sample: () =>
      cpuTimeOfEach(
        bodies().flatMap((body) => readCallSetup(body, () => "1") ?? []),
        (read) => decide(read, snapshot, config, nowMs, "1").flags.length,
      ),
  };
}

function figures(results: Results<CpuSample>, { name, base }: Subject): readonly string[] {
  return [withRange(figureOf(results, name, cpuUsOf)), withRange(ratioOf(results, name, base, cpuUsOf))];
}
