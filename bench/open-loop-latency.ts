import type { Measure } from "./goals.ts";
import { postOf } from "./load/connection.ts";
import { describeKinds, type LatencySlice, latencyAt, toSlice } from "./load/latency.ts";
import { openLoop } from "./load/open-loop.ts";
import { figureOf, interleave, ratioByRound } from "./measure/interleave.ts";
import { rounded, type Table, withRange } from "./measure/table.ts";
import type { ComparedServers } from "./servers/compared-servers.ts";
import { auditStatusOf, type CallKind, callSetupPath, evenlyMixedCalls } from "./traffic/calls.ts";
import { makeRandom } from "./traffic/random.ts";

const perSecond = 500;
const connections = 64;
const sliceMs = 6_000;
const slicesAtLeast = 5;

const calls = evenlyMixedCalls((perSecond * sliceMs) / 100_000, makeRandom(8));

/** The path of a call: the empty server has a function for each kind. */
const contestants: readonly { readonly name: "product" | "empty"; readonly pathOf: (kind: CallKind) => string }[] = [
  { name: "product", pathOf: () => callSetupPath },
  { name: "empty", pathOf: (kind) => `/api/v1/${kind}` },
];

/** What calls wait at a fixed rate, compared with an empty function: so many seconds each, in slices in turn. */
export async function measureOpenLoop(
  servers: ComparedServers,
  seconds: number,
): Promise<{ readonly table: Table; readonly measure: Measure }> {
  const slices = Math.max(slicesAtLeast, Math.round((seconds * 1_000) / sliceMs));
  const durationMs = (seconds * 1_000) / slices;
  const results = await interleave(
    slices,
    contestants.map(({ name, pathOf }) => {
      const port = servers.get(name)?.port ?? 0;
      const requests = calls.map(({ kind, body }) => postOf(pathOf(kind), body));
      const load = { port, requests, perSecond, durationMs, connections, kindOf: auditStatusOf };
      return { name, sample: async () => toSlice(await openLoop(load)) };
    }),
  );
  const p99 = latencyAt(0.99);
  const p99Ratio = (name: string) => ratioByRound<LatencySlice>(results, { name, base: "empty", read: p99 });
  const row = (name: string): readonly string[] => [
    name,
    rounded(figureOf(results, name, latencyAt(0.5)).median),
    withRange(figureOf(results, name, p99)),
    withRange(p99Ratio(name)),
    rounded(figureOf(results, name, latencyAt(1)).most),
    describeKinds(results.get(name) ?? []),
  ];
  const table = {
    title: `${perSecond} calls a second, 1 % emergencies: ${slices} slices of ${rounded(durationMs / 1_000)} s each`,
    columns: ["server", "p50, ms", "p99, ms", "÷ empty", "longest, ms", "audit statuses"],
    rows: [row("product"), row("empty")],
  };
  return { table, measure: { goal: "6", value: p99Ratio("product").median } };
}
