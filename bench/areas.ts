import { setTimeout } from "node:timers/promises";
import { compileLocationTable } from "../shared/config/compile/compile-location-table.ts";
import { keysRow } from "../shared/config/lookup/location-rows.ts";
import { areasAtPoint } from "../shared/location/areas-at.ts";
import { type Boundary, toUnits } from "../shared/location/boundary.ts";
import type { PlainPolygon } from "../shared/location/make-boundary.ts";
import { packBoundary } from "../shared/location/pack-boundary.ts";
import type { Point } from "../shared/location/place.ts";
import type { LookupTable } from "../shared/routing/lookup-table.ts";
import { type CpuSample, collectGarbage, cpuTimeOfEach, cpuUsOf } from "./measure/cpu-time.ts";
import { figureOf, interleave, ratioOf } from "./measure/interleave.ts";
import { withRange } from "./measure/table.ts";
import type { Report } from "./run-benchmarks.ts";
import { type LoopWatch, watchLoop } from "./servers/watch-loop.ts";
import { makeRandom } from "./traffic/random.ts";

const rounds = 7;
const pointsASample = 50_000;
const settleMs = 50;
/** As many areas as the United States have counties. */
const areasAcross = 56;

/**
 * The time to find the area of a point among about 3,000 whose borders have 100,000 corners, and a million; and how long a call has to
 * wait while the latter are compiled.
 */
export async function areas(few = 100_000, many = 1_000_000): Promise<Report> {
  const stored = await storedBoundary(many);
  const [smaller, larger] = [await compile(await storedBoundary(few)), await compile(stored)];
  const results = await interleave(rounds, [
    { name: "few", sample: () => timeFinding(smaller) },
    { name: "many", sample: () => timeFinding(larger) },
  ]);
  const loop = watchLoop();
  const stalls = new Map([
    ["compile", [await stallOf(stored, loop), await stallOf(stored, loop), await stallOf(stored, loop)]],
  ]);
  const found = figureOf(results, "few", cpuUsOf);
  const ratio = ratioOf(results, { name: "many", base: "few", read: cpuUsOf });
  const stalled = figureOf(stalls, "compile", ({ stalledMs }) => stalledMs);
  const table = {
    title: "The area of a caller",
    columns: ["", "figure"],
    rows: [
      [`found among ${smaller.corners} corners, µs`, withRange(found)],
      [`found among ${larger.corners} ÷ among ${smaller.corners}`, withRange(ratio)],
      [`longest stall while ${larger.corners} are compiled, ms`, withRange(stalled)],
    ],
  };
  return {
    tables: [table],
    measures: [
      { goal: "18a", value: found.median },
      { goal: "18b", value: ratio.median },
      { goal: "18c", value: stalled.most },
    ],
  };
}

function timeFinding(boundary: Boundary): CpuSample {
  const random = makeRandom(3);
  const coordinate = (from: number, degrees: number): number => from + (random.below(1_000_000) / 1_000_000) * degrees;
  const points = Array.from(
    { length: pointsASample },
    (): Point => ({ lat: coordinate(25, 25), lon: coordinate(-125, 58) }),
  );
  return cpuTimeOfEach(points, (point) => areasAtPoint([boundary], point).length);
}

async function stallOf(stored: LookupTable, loop: LoopWatch): Promise<{ readonly stalledMs: number }> {
  collectGarbage();
  await setTimeout(settleMs);
  loop.take();
  await compile(stored);
  await setTimeout(settleMs);
  return { stalledMs: loop.take().longestBusyMs };
}

async function compile(stored: LookupTable): Promise<Boundary> {
  const compiled = await compileLocationTable(stored, { keys: "boundary" });
  if ("why" in compiled || compiled.keys !== "boundary") throw new Error("it is no boundary");
  return compiled.boundary;
}

async function storedBoundary(corners: number): Promise<LookupTable> {
  const rows = await packBoundary(wavyAreas(Math.round(corners / areasAcross ** 2)));
  return new Map([[keysRow, "boundary"], ...rows.map(({ key, value }) => [key, value] as const)]);
}

/** Areas side by side over North America, each a round shape with so many corners. */
function* wavyAreas(corners: number): Generator<PlainPolygon> {
  const [width, height] = [58 / areasAcross, 25 / areasAcross];
  for (let column = 0; column < areasAcross; column++)
    for (let row = 0; row < areasAcross; row++) {
      const [lon, lat] = [-125 + (column + 0.5) * width, 25 + (row + 0.5) * height];
      const xy = new Int32Array(2 * corners);
      for (let i = 0; i < corners; i++) {
        const angle = (2 * Math.PI * i) / corners;
        const reach = 0.45 + 0.05 * Math.sin(9 * angle);
        xy[2 * i] = toUnits(lon + width * reach * Math.cos(angle));
        xy[2 * i + 1] = toUnits(lat + height * reach * Math.sin(angle));
      }
      yield { area: `area-${column}-${row}`, rings: [xy] };
    }
}
