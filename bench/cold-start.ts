import { type Comparison, figureOf, interleave, ratioOf } from "./measure/interleave.ts";
import { withRange } from "./measure/table.ts";
import type { Report } from "./run-benchmarks.ts";
import { withAnswers } from "./servers/compared-servers.ts";
import { forkServer } from "./servers/fork-server.ts";
import type { ServerKind } from "./servers/messages.ts";
import { httpOnly, startStores, startWebhook } from "./servers/stores.ts";
import { withProcesses } from "./servers/with-processes.ts";

const rounds = 15;
const call = { callId: "call-1", calledParty: "+44999", callingParty: "+33612345678", ingress: "zoom" };

/** Part of every right answer: the product decides by the stored configuration. */
const right = '"source":"live"';
const fixedAnswers = withAnswers({ "call-setup": { calledParty: "+44999", config: { source: "live" } } });

const descriptions: Readonly<Record<ServerKind, string>> = {
  bare: "a `node:http` server",
  empty: "an empty function in the embedded host",
  product: "the packaged product, a decision by the stored configuration",
};

type Sample = { readonly firstAnswerMs: number };

const read = ({ firstAnswerMs }: Sample): number => firstAnswerMs;
const comparison = (name: ServerKind, base: ServerKind): Comparison<Sample> => ({ name, base, read });

/** From the start of a process to its first right answer, compared with the smallest server. */
export const coldStart = (): Promise<Report> =>
  withProcesses(async (keep) => {
    const stores = await startStores(keep);
    // The first instance stores the configuration.
    await startWebhook(stores, keep);
    const settings = { ...stores.settings, ...httpOnly, SEED_STARTER_CONFIGURATION: "false" };
    const results = await interleave(rounds, [
      { name: "bare", sample: () => firstAnswer("bare", fixedAnswers) },
      { name: "empty", sample: () => firstAnswer("empty", fixedAnswers) },
      { name: "product", sample: () => firstAnswer("product", settings) },
    ]);
    const row = (name: ServerKind): readonly string[] => [
      descriptions[name],
      withRange(figureOf(results, name, read)),
      withRange(ratioOf(results, comparison(name, "bare"))),
      withRange(ratioOf(results, comparison(name, "empty"))),
    ];
    const table = {
      title: "From the start of a process to its first decision",
      columns: ["process", "first right answer after, ms", "÷ bare", "÷ empty function"],
      rows: [row("bare"), row("empty"), row("product")],
    };
    const value = ratioOf(results, comparison("product", "bare")).median;
    return { tables: [table], measures: [{ goal: "9", value }] };
  });

async function firstAnswer(kind: ServerKind, settings: NodeJS.ProcessEnv): Promise<Sample> {
  const startedMs = performance.now();
  const server = await forkServer(kind, settings);
  try {
    const headers = { "content-type": "application/json" };
    const url = `http://127.0.0.1:${server.port}/api/v1/call-setup`;
    const response = await fetch(url, { method: "POST", headers, body: JSON.stringify(call) });
    const text = await response.text();
    if (!text.includes(right)) throw new Error(`The first answer is not right: ${text.slice(0, 200)}`);
    return { firstAnswerMs: performance.now() - startedMs };
  } finally {
    await server.stop();
  }
}
