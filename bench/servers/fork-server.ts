import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import * as z from "zod";
import type { ServerKind, ServerRequest } from "./messages.ts";
import type { Stalls } from "./watch-loop.ts";

/** A server in a separate process. Ask it for one figure at a time. */
export type ForkedServer = {
  readonly port: number;
  readonly pid: number;
  /** The CPU time that the process has used so far, user and system, in microseconds. */
  readonly cpuTimeUs: () => Promise<number>;
  /** How its event loop was stalled since the last call; the first call starts the watch. */
  readonly takeStalls: () => Promise<Stalls>;
  /** Forces a garbage collection; resolves with the heap in use after it, in MB. Its stall does not count. */
  readonly heapAfterCollection: () => Promise<number>;
  readonly stop: () => Promise<void>;
};

/** Where package.json is. The built benchmarks run from dist/bench/run.js: as deep as this file. */
export const appDirectory = fileURLToPath(new URL("../..", import.meta.url));

const readySchema = z.object({ port: z.number() });
const stallsSchema = z.object({
  p50Ms: z.number(),
  p99Ms: z.number(),
  longestMs: z.number(),
  longestBusyMs: z.number(),
  busyOver20Ms: z.number(),
}) satisfies z.ZodType<Stalls>;

const program = join(appDirectory, "dist", "bench", "servers", "serve.js");
const stopDeadlineMs = 5_000;

/** Starts a server with these variables added to its environment. Rejects when it ends before it listens. */
export async function forkServer(kind: ServerKind, variables: NodeJS.ProcessEnv): Promise<ForkedServer> {
  const child = fork(program, [kind, appDirectory], {
    env: { ...process.env, ...variables },
    execArgv: ["--expose-gc"],
    stdio: ["ignore", "ignore", "pipe", "ipc"],
  });
  const lastOutput = keepLastOutput(child);
  const exited = once(child, "exit");
  const ended = exited.then((): never => {
    throw new Error(`The process of a server (${kind}) has ended: ${lastOutput()}`);
  });
  ended.catch(() => undefined);
  const nextMessage = async (): Promise<unknown> => (await Promise.race([once(child, "message"), ended]))[0];
  const ask = (request: ServerRequest): Promise<unknown> => {
    const reply = nextMessage();
    child.send(request);
    return reply;
  };
  const { port } = readySchema.parse(await nextMessage());
  return {
    port,
    pid: child.pid ?? Number.NaN,
    cpuTimeUs: async () => z.number().parse(await ask("cpu")),
    takeStalls: async () => stallsSchema.parse(await ask("stalls")),
    heapAfterCollection: async () => z.number().parse(await ask("heap")),
    stop: async () => {
      if (child.connected) child.disconnect();
      const killer = setTimeout(() => child.kill("SIGKILL"), stopDeadlineMs);
      await exited;
      clearTimeout(killer);
    },
  };
}

/** The end of what the process wrote to stderr. Shown only when it dies: errors under load show in the figures. */
function keepLastOutput(child: ChildProcess): () => string {
  let text = "";
  child.stderr?.setEncoding("utf8").on("data", (chunk: string) => {
    text = (text + chunk).slice(-4_000);
  });
  return () => text;
}
