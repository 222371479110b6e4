import type { LocationTable } from "../shared/location/areas.ts";
import { readCallSetup } from "../shared/recognition/read-call-setup.ts";
import { decide } from "../shared/routing/decide.ts";
import type { Snapshot } from "../shared/routing/snapshot.ts";
import { cpuTimeUs } from "./measure/cpu-time.ts";
import { type Figure, figureOf } from "./measure/interleave.ts";
import { hostileLocations } from "./traffic/hostile-locations.ts";
import { starterWithAreas } from "./traffic/starter-with-areas.ts";
import { compileWavyAreas, storedWavyAreas } from "./traffic/wavy-areas.ts";

const corners = 1_000_000;
/** A process that has decided no such call yet takes longer: what it runs is not compiled. */
const callsBefore = 10;
const callsAKind = 41;
const config = { version: 1, hash: "sha256:0", source: "live", ageMs: 812 } as const;
const nowMs = Date.parse("2026-11-22T12:35:01.123Z");
const newId = () => "0198c1f0-5a3e-7cc2-9d55-0f6c2f1a9b10";

/** CPU time in ms, reading the call's JSON included, of a call with each of the locations that take longest; the slowest first. */
export async function measureHostileLocations(): Promise<readonly (readonly [string, Figure])[]> {
  const snapshot = await snapshotWithBoundary();
  const figures = [...hostileLocations].map(([kind, location]) => {
    const body = JSON.stringify({ callId: "a", calledParty: "911", ingress: "teams", territory: "US", location });
    const times = Array.from({ length: callsBefore + callsAKind }, () => timeCall(body, snapshot));
    return [kind, figureOf(new Map([[kind, times.slice(callsBefore)]]), kind, (ms) => ms)] as const;
  });
  return figures.sort(([, a], [, b]) => b.median - a.median);
}

function timeCall(body: string, snapshot: Snapshot): number {
  const beforeUs = cpuTimeUs();
  const read = readCallSetup(JSON.parse(body), newId);
  if (read === null) throw new Error("the call cannot be read");
  const decision = decide(read, { snapshot, config }, { nowMs, decisionId: newId() });
  if (decision.class !== "emergency") throw new Error("the call is an emergency");
  return (cpuTimeUs() - beforeUs) / 1_000;
}

/** The starter configuration, with about 3,000 areas in the United States. */
async function snapshotWithBoundary(): Promise<Snapshot> {
  const boundary = await compileWavyAreas(await storedWavyAreas(corners));
  const tables = new Map<string, LocationTable>([["counties", { keys: "boundary", boundary }]]);
  return starterWithAreas(tables, {
    areas: boundary.areas.map((name) => ({ name, territory: "US", displayName: name, routeSet: "emergency" })),
  });
}
