import { starterConfiguration } from "../shared/config/change/starter-configuration.ts";
import { compileSnapshot } from "../shared/config/compile/compile-snapshot.ts";
import type { LocationTable } from "../shared/location/areas.ts";
import { readCallSetup } from "../shared/recognition/read-call-setup.ts";
import { decide } from "../shared/routing/decide.ts";
import type { Snapshot } from "../shared/routing/snapshot.ts";
import { type CpuSample, cpuTimeOfEach, cpuUsOf } from "./measure/cpu-time.ts";
import { type Figure, figureOf, interleave, ratioOf } from "./measure/interleave.ts";
import { type CallBody, manyCalls, mixedCall } from "./traffic/calls.ts";
import { makeRandom } from "./traffic/random.ts";
import { starterWithAreas } from "./traffic/starter-with-areas.ts";

const rounds = 15;
const callsASample = 50_000;
const config = { version: 1, hash: "sha256:0", source: "live", ageMs: 812 } as const;
const nowMs = Date.parse("2026-11-22T12:35:01.123Z");
const newId = () => "0198c1f0-5a3e-7cc2-9d55-0f6c2f1a9b10";

const without = "no areas";
const beside = "areas";

/** A decision about calls without a location, 1 % emergencies: where areas are configured, and where none are. */
export async function measureBesideAreas(): Promise<{
  readonly areas: Figure;
  readonly none: Figure;
  readonly ratio: Figure;
}> {
  const bodies = JSON.stringify(manyCalls(callsASample, makeRandom(6), mixedCall));
  const sampleOf = (snapshot: Snapshot) => (): CpuSample => {
    const calls: CallBody[] = JSON.parse(bodies);
    return cpuTimeOfEach(
      calls.flatMap((body) => readCallSetup(body, newId) ?? []),
      (read) => decide(read, { snapshot, config }, { nowMs, decisionId: newId() }).flags.length,
    );
  };
  const snapshot = await compileSnapshot(starterConfiguration());
  const results = await interleave(rounds, [
    { name: without, sample: sampleOf(snapshot) },
    { name: beside, sample: sampleOf(await snapshotWithAreas()) },
  ]);
  return {
    areas: figureOf(results, beside, cpuUsOf),
    none: figureOf(results, without, cpuUsOf),
    ratio: ratioOf(results, { name: beside, base: without, read: cpuUsOf }),
  };
}

/** The starter configuration with an area in Great Britain, to which numbers and addresses lead. */
function snapshotWithAreas(): Promise<Snapshot> {
  const tables = new Map<string, LocationTable>([
    ["callers", { keys: "callingPartyPrefix", rows: new Map([["+441632", "west"]]) }],
    ["sites", { keys: "locationKey", rows: new Map([["hq", "west"]]) }],
  ]);
  return starterWithAreas(tables, {
    areas: [{ name: "west", territory: "GB", displayName: "The West", routeSet: "emergency" }],
    locationRules: [{ territory: "GB", order: ["boundary", "civic", "callingPartyPrefix"], maxAgeS: 3_600 }],
  });
}
