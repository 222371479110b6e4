import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { figureOf, interleave, ratioOf } from "./interleave.ts";
import { type Report, withRange } from "./report.ts";
import { appDirectory } from "./servers/app-directory.ts";
import { keepRunning } from "./servers/keep-running.ts";
import { callsOnly, startStores, startWebhook } from "./servers/start-product.ts";

const rounds = 15;
const program = join(appDirectory, "dist", "bench", "cold", "begin.js");
const call = { callId: "call-1", calledParty: "+44999", callingParty: "+33612345678", ingress: "zoom" };

type Sample = { readonly firstAnswerMs: number };

/** From the start of a process to its first right answer, beside the least that any server needs for that. */
export const coldStart = (): Promise<Report> =>
  keepRunning(async ({ keep, stopAll }) => {
    const stores = await startStores({ keep });
    // The stores have a configuration once an instance has been there.
    await startWebhook(stores, { keep });
    const environment = {
      ...process.env,
      ...stores.settings,
      ...callsOnly,
      AUTHENTICATION: "none",
      SEED_STARTER_CONFIGURATION: "false",
    };
    const sampleOf = (args: readonly string[], right: string) => () => firstAnswer(args, environment, right);
    const packaged = join(appDirectory, "dist", "package");
    const results = await interleave(rounds, [
      { name: "bare", sample: sampleOf(["bare"], '"calledParty"') },
      { name: "empty", sample: sampleOf(["empty"], '"calledParty"') },
      { name: "product", sample: sampleOf(["app", packaged], '"source":"live"') },
    ]);
    await stopAll();
    const row = (name: string, description: string): readonly string[] => [
      description,
      withRange(figureOf(results, name, ({ firstAnswerMs }) => firstAnswerMs)),
      withRange(ratioOf(results, name, "bare", ({ firstAnswerMs }) => firstAnswerMs)),
      withRange(ratioOf(results, name, "empty", ({ firstAnswerMs }) => firstAnswerMs)),
    ];
    return {
      title: "From the start of a process to its first decision",
      columns: ["process", "first right answer after, ms", "÷ bare", "÷ empty function"],
      rows: [
        row("bare", "a `node:http` server"),
        row("empty", "an empty function in the embedded host"),
        row("product", "the packaged product, a decision by the stored configuration"),
      ],
      measures: [
        { goal: "9", value: ratioOf(results, "product", "bare", ({ firstAnswerMs }) => firstAnswerMs).median },
      ],
    };
  });

async function firstAnswer(args: readonly string[], env: NodeJS.ProcessEnv, right: string): Promise<Sample> {
  const startedMs = performance.now();
  const child = spawn(process.execPath, [program, ...args], { env, stdio: ["ignore", "pipe", "ignore"] });
  try {
    const port = await portOf(child.stdout);
    const body = JSON.stringify(call);
    const headers = { "content-type": "application/json" };
    const response = await fetch(`http://127.0.0.1:${port}/api/v1/call-setup`, { method: "POST", headers, body });
    const text = await response.text();
    if (!text.includes(right)) throw new Error(`The first answer is not right: ${text.slice(0, 200)}`);
    return { firstAnswerMs: performance.now() - startedMs };
  } finally {
    const ended = once(child, "exit");
    child.kill("SIGKILL");
    await ended;
  }
}

async function portOf(output: NodeJS.ReadableStream): Promise<string> {
  for await (const line of createInterface({ input: output })) {
    const port = /^port (\d+)$/.exec(line)?.[1];
    if (port !== undefined) return port;
  }
  throw new Error("The process ended before it was ready.");
}
