import { measureBesideAreas } from "./beside-areas.ts";
import { measureHostileLocations } from "./hostile-locations.ts";
import { closedLoop } from "./load/closed-loop.ts";
import { type CpuSample, cpuUsOf } from "./measure/cpu-time.ts";
import { type Contestant, figureOf, interleave, ratioByRound } from "./measure/interleave.ts";
import { withRange } from "./measure/table.ts";
import type { Report } from "./run-benchmarks.ts";
import type { ForkedServer } from "./servers/fork-server.ts";
import { startStores, startWebhook } from "./servers/stores.ts";
import { withProcesses } from "./servers/with-processes.ts";
import { emergencyIn, manyCalls, type PlacedCall, requestsOf } from "./traffic/calls.ts";
import { pidfWithAddress } from "./traffic/pidf.ts";
import { makeRandom } from "./traffic/random.ts";

const rounds = 45;
const load = { connections: 64, durationMs: 250 };

/**
 * Emergencies with their audit events, with a PIDF-LO of 1.5 KB in their country and without; what areas cost calls without a
 * location; and what the worst locations cost.
 */
export const location = (): Promise<Report> =>
  withProcesses(async (keep) => {
    const server = await startWebhook(await startStores(keep), keep);
    const emergencies = manyCalls(1_000, makeRandom(5), emergencyIn);
    const results = await interleave(rounds, [
      contestant("without", server, requestsOf(emergencies.map(({ body }) => body))),
      contestant("with", server, requestsOf(emergencies.map(withLocation))),
    ]);
    const ratio = ratioByRound(results, { name: "with", base: "without", read: cpuUsOf });
    const table = {
      title: "Emergency calls with their caller's location",
      columns: ["location", "CPU a request, µs", "÷ without"],
      rows: [
        ["without", withRange(figureOf(results, "without", cpuUsOf)), "1"],
        ["a PIDF-LO of 1.5 KB", withRange(figureOf(results, "with", cpuUsOf)), withRange(ratio)],
      ],
    };
    const decided = await measureBesideAreas();
    const decisions = {
      title: "Decisions about calls without a location, 1 % emergencies",
      columns: ["configuration", "CPU a decision, µs", "÷ without"],
      rows: [
        ["without areas", withRange(decided.none), "1"],
        ["with areas", withRange(decided.areas), withRange(decided.ratio)],
      ],
    };
    const hostile = await measureHostileLocations();
    const worst = {
      title: "Calls with locations that take longest",
      columns: ["location", "CPU a call, ms"],
      rows: hostile.map(([kind, figure]) => [kind, withRange(figure)]),
    };
    return {
      tables: [table, decisions, worst],
      measures: [
        { goal: "19a", value: decided.ratio.median },
        { goal: "19b", value: ratio.median },
        { goal: "19c", value: Math.max(...hostile.map(([, { median }]) => median)) },
      ],
    };
  });

const withLocation = ({ territory, body }: PlacedCall) => ({
  ...body,
  location: { pidf: pidfWithAddress(territory) },
});

const isExpected = (response: string): boolean =>
  response.startsWith("HTTP/1.1 200 ") && response.includes('"status":"published"');

const contestant = (name: string, server: ForkedServer, requests: readonly Buffer[]): Contestant<CpuSample> => ({
  name,
  sample: async () => {
    const beforeUs = await server.cpuTimeUs();
    const { latenciesMs } = await closedLoop({ port: server.port, requests, ...load, isExpected });
    return { cpuUs: ((await server.cpuTimeUs()) - beforeUs) / latenciesMs.length };
  },
});
