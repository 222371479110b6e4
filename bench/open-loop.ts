import { figureOf, interleave, ratioByRound } from "./interleave.ts";
import { postOf } from "./load/http-request.ts";
import { describeKinds, latencyAt, toSlice } from "./load/latency-slice.ts";
import { openLoop } from "./load/open-loop.ts";
import { makeRandom } from "./random.ts";
import { type Report, rounded, withRange } from "./report.ts";
import { askAnswers } from "./servers/ask-answers.ts";
import { auditStatusOf } from "./servers/audit-status.ts";
import { startServers } from "./servers/start-servers.ts";
import { type CallKind, evenlyMixedCalls } from "./traffic.ts";

const perSecond = 500;
const connections = 64;
const sliceMs = 6_000;
const leastSlices = 5;

const calls = evenlyMixedCalls((perSecond * sliceMs) / 100_000, makeRandom(8));

/** Where each server takes a call: the empty one has a function for each kind. */
const contestants: readonly { readonly name: "product" | "empty"; readonly pathOf: (kind: CallKind) => string }[] = [
  { name: "product", pathOf: () => "/api/v1/call-setup" },
  { name: "empty", pathOf: (kind) => `/api/v1/${kind}` },
];

/** What calls wait at a fixed rate, beside what they wait at an empty function: so many seconds each, in slices by turns. */
export async function openLoopLatency(seconds = 30): Promise<Report> {
  const servers = await startServers(askAnswers);
  try {
    const slices = Math.max(leastSlices, Math.round((seconds * 1_000) / sliceMs));
    const durationMs = (seconds * 1_000) / slices;
    const results = await interleave(
      slices,
      contestants.map(({ name, pathOf }) => {
        const port = servers.byKind.get(name)?.port ?? 0;
        const requests = calls.map(({ kind, body }) => postOf(pathOf(kind), body));
        const load = { port, requests, perSecond, durationMs, connections, kindOf: auditStatusOf };
        return { name, sample: async () => toSlice(await openLoop(load)) };
      }),
    );
    const row = (name: string): readonly string[] => [
      name,
      rounded(figureOf(results, name, latencyAt(0.5)).median),
      withRange(figureOf(results, name, latencyAt(0.99))),
      withRange(ratioByRound(results, name, "empty", latencyAt(0.99))),
      rounded(figureOf(results, name, latencyAt(1)).most),
      describeKinds(results.get(name) ?? []),
    ];
    return {
      title: `${perSecond} calls a second, 1 % emergencies: ${slices} slices of ${rounded(durationMs / 1_000)} s each`,
      columns: ["server", "p50, ms", "p99, ms", "÷ empty", "longest, ms", "audit statuses"],
      rows: [row("product"), row("empty")],
      measures: [{ goal: "6", value: ratioByRound(results, "product", "empty", latencyAt(0.99)).median }],
    };
  } finally {
    await servers.stop();
  }
}
