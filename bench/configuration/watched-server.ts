import { fork } from "node:child_process";
import { once } from "node:events";
import { setTimeout } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import * as z from "zod";
import { serveProduct } from "../servers/serve-product.ts";
import { type Stalls, stallsSchema, watchLoop } from "./watch-loop.ts";

/** The built product in a process of its own that watches its event loop. */
export type WatchedServer = {
  readonly port: number;
  /** How its event loop stalled since it was last asked. */
  readonly takeStalls: () => Promise<Stalls>;
  readonly stop: () => Promise<void>;
};

const readySchema = z.object({ port: z.number() });
const readyWithinMs = 30_000;

/** Starts the product with these app settings; resolves when it has its configuration. */
export async function forkWatched(settings: NodeJS.ProcessEnv): Promise<WatchedServer> {
  const child = fork(fileURLToPath(import.meta.url), ["serve-watched"], {
    env: { ...process.env, ...settings },
    execArgv: [],
    stdio: ["ignore", "ignore", "ignore", "ipc"],
  });
  const ended = once(child, "exit").then((): never => {
    throw new Error("A server's process has ended.");
  });
  ended.catch(() => undefined);
  const nextMessage = async (): Promise<unknown> => (await Promise.race([once(child, "message"), ended]))[0];
  const { port } = readySchema.parse(await nextMessage());
  const signal = AbortSignal.timeout(readyWithinMs);
  while (!(await fetch(`http://127.0.0.1:${port}/api/v1/health/ready`, { signal })).ok) await setTimeout(200);
  return {
    port,
    takeStalls: () => {
      const reply = nextMessage();
      child.send({});
      return reply.then(stallsSchema.parse);
    },
    stop: async () => {
      child.disconnect();
      await ended.catch(() => undefined);
    },
  };
}

/** Runs the product as a child process that tells of its event loop when asked, and ends with its parent. */
export async function serveWatched(): Promise<void> {
  process.on("SIGINT", () => {});
  process.on("disconnect", () => process.exit());
  const port = await serveProduct();
  const loop = watchLoop();
  process.on("message", () => void process.send?.(loop.take()));
  process.send?.({ port });
}
