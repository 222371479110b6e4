import { compileSnapshot } from "../shared/config/compile/compile-snapshot.ts";
import { emptyDocument } from "../shared/config/document.ts";
import { readCallSetup } from "../shared/recognition/read-call-setup.ts";
import { decide } from "../shared/routing/decide.ts";
import type { Snapshot } from "../shared/routing/snapshot.ts";
import { type CpuSample, collectGarbage, cpuTimeOfEach, cpuUsOf } from "./measure/cpu-time.ts";
import { type Contestant, figureOf, interleave, type Results, ratioByRound } from "./measure/interleave.ts";
import { rounded, withRange } from "./measure/table.ts";
import type { Report } from "./run-benchmarks.ts";
import { ordinaryCall } from "./traffic/calls.ts";
import { makeRandom } from "./traffic/random.ts";
import {
  callToNumber,
  lookupTable,
  siteKey,
  syntheticConfiguration,
  tenantName,
  usualTenants,
} from "./traffic/synthetic-configuration.ts";

const rounds = 15;
const callsASample = 20_000;
const heapSize = 100_000;

/** A configuration with so many numbers, tenants and lookup rows. */
type Subject = { readonly name: string; readonly size: number; readonly tenants: number; readonly rows: number };

/** The others are compared with the first. */
type Group = readonly [Subject, ...Subject[]];

const ofSize = (size: number): Subject => ({ name: rounded(size), size, tenants: usualTenants, rows: 0 });

/** The same number of numbers in total, so that the number of tenants alone differs. */
const ofTenants = (tenants: number): Subject => ({
  ...ofSize(100_000),
  name: `100,000 of ${rounded(tenants)} ${tenants === 1 ? "tenant" : "tenants"}`,
  tenants,
});

const ofRows = (rows: number): Subject => ({
  ...ofSize(1_000),
  name: `1,000, and ${rounded(rows)} lookup rows`,
  rows,
});

const ofHeapSize = ofSize(heapSize);
const sizes: Group = [ofSize(1_000), ofHeapSize, ofSize(1_000_000)];
const tenants: Group = [ofTenants(1), ofTenants(10_000)];
const lookups: Group = [ofRows(100), ofRows(100_000)];

/** A decision's time by the number of configured numbers, of tenants and of lookup rows; the memory of the numbers. */
export async function configurationSize(): Promise<Report> {
  const bySize = await measureGroup(sizes);
  const byTenants = await measureGroup(tenants);
  const byRows = await measureGroup(lookups);
  const heapBytes = await heapPerNumber(heapSize);
  const table = {
    title: "The size of the configuration",
    columns: ["configured numbers", "hit, µs", "÷ first", "miss, µs", "÷ first", "heap a number, bytes"],
    rows: [...bySize, ...byTenants, ...byRows].map(({ subject, cells }) => [
      subject.name,
      ...cells,
      subject === ofHeapSize ? rounded(heapBytes) : "",
    ]),
  };
  return {
    tables: [table],
    measures: [
      { goal: "3a", value: bySize.at(-1)?.worseRatio ?? Number.NaN },
      { goal: "3b", value: byTenants.at(-1)?.worseRatio ?? Number.NaN },
      { goal: "10", value: heapBytes },
    ],
  };
}

/** `worseRatio`: to the first of the group, for hits or for misses, whichever is greater. */
type Found = { readonly subject: Subject; readonly cells: readonly string[]; readonly worseRatio: number };

/** A group at a time, so that only what is compared is in memory. */
async function measureGroup(group: Group): Promise<readonly Found[]> {
  const compiled = await Promise.all(group.map(async (subject) => ({ subject, snapshot: await compile(subject) })));
  const measure = (callsOf: (subject: Subject) => readonly object[]): Promise<Results<CpuSample>> =>
    interleave(
      rounds,
      compiled.map(({ subject, snapshot }) => deciding(subject, snapshot, JSON.stringify(callsOf(subject)))),
    );
  const measured = [await measure(hitsOf), await measure(missesOf)];
  return group.map((subject) => {
    const figures = measured.map((results) => ({
      cpuUs: figureOf(results, subject.name, cpuUsOf),
      ratio: ratioByRound(results, { name: subject.name, base: group[0].name, read: cpuUsOf }),
    }));
    const cells = figures.flatMap(({ cpuUs, ratio }) => [withRange(cpuUs), withRange(ratio)]);
    return { subject, cells, worseRatio: Math.max(...figures.map(({ ratio }) => ratio.median)) };
  });
}

function compile({ size, tenants, rows }: Subject): Promise<Snapshot> {
  const table = new Map(Array.from({ length: rows }, (_, i) => [siteKey(i), String(1_000_000 + i)]));
  return compileSnapshot(syntheticConfiguration(size, tenants), new Map([[lookupTable, table]]));
}

/** Calls to random numbers of the configuration from random rows of the table, so that no cache holds the right part. */
function hitsOf({ size, tenants, rows }: Subject): readonly object[] {
  const random = makeRandom(3);
  return Array.from({ length: callsASample }, () => callToNumber(random.below(size), random.below(rows), tenants));
}

/** The same calls to subscribers for every configuration, by its tenants in turn. */
function missesOf({ tenants }: Subject): readonly object[] {
  const random = makeRandom(4);
  return Array.from({ length: callsASample }, (_, i) => ({ ...ordinaryCall(random), tenant: tenantName(i % tenants) }));
}

/** Every sample parses its strings anew from JSON, as a call brings them. */
function deciding({ name }: Subject, snapshot: Snapshot, bodies: string): Contestant<CpuSample> {
  const config = { version: 1, hash: "sha256:0", source: "live", ageMs: 812 } as const;
  const nowMs = Date.parse("2026-11-22T12:35:01.123Z");
  const readBodies = (): readonly object[] => JSON.parse(bodies);
  return {
    name,
    sample: () =>
      cpuTimeOfEach(
        readBodies().flatMap((body) => readCallSetup(body, () => "1") ?? []),
        (read) => decide(read, { snapshot, config }, { nowMs, decisionId: "1" }).flags.length,
      ),
  };
}

/** The memory that a compiled configuration of this size keeps beyond an empty one, without its document; bytes a number. */
async function heapPerNumber(size: number): Promise<number> {
  const ofSize = () => compileSnapshot(syntheticConfiguration(size));
  const ofNothing = () => compileSnapshot(emptyDocument);
  // Memory that the first call of all takes must not count.
  for (const make of [ofSize, ofNothing]) await bytesKeptBy(make);
  return ((await bytesKeptBy(ofSize)) - (await bytesKeptBy(ofNothing))) / size;
}

async function bytesKeptBy(make: () => Promise<Snapshot>): Promise<number> {
  collectGarbage();
  const beforeBytes = bytesInUse();
  const kept = [await make()];
  collectGarbage();
  const bytes = bytesInUse() - beforeBytes;
  kept.pop(); // Keeps it in use until here.
  return bytes;
}

/** The garbage-collected heap, and the typed arrays outside it. */
function bytesInUse(): number {
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}
