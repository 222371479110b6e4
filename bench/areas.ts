import { setTimeout } from "node:timers/promises";
import { areasAtPoint } from "../shared/location/areas-at.ts";
import type { Boundary } from "../shared/location/boundary.ts";
import type { Point } from "../shared/location/place.ts";
import type { LookupTable } from "../shared/routing/lookup-table.ts";
import { type CpuSample, collectGarbage, cpuTimeOfEach, cpuUsOf } from "./measure/cpu-time.ts";
import { figureOf, interleave, ratioOf } from "./measure/interleave.ts";
import { withRange } from "./measure/table.ts";
import type { Report } from "./run-benchmarks.ts";
import { type LoopWatch, watchLoop } from "./servers/watch-loop.ts";
import { makeRandom } from "./traffic/random.ts";
import { compileWavyAreas, storedWavyAreas } from "./traffic/wavy-areas.ts";

const rounds = 7;
const pointsASample = 50_000;
const settleMs = 50;

/**
 * The time to find the area of a point among about 3,000 whose borders have 100,000 corners, and a million; and how long a call has to
 * wait while the latter are compiled.
 */
export async function areas(few = 100_000, many = 1_000_000): Promise<Report> {
  const stored = await storedWavyAreas(many);
  const [smaller, larger] = [await compileWavyAreas(await storedWavyAreas(few)), await compileWavyAreas(stored)];
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
  await compileWavyAreas(stored);
  await setTimeout(settleMs);
  return { stalledMs: loop.take().longestBusyMs };
}
