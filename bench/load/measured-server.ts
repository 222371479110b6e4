import { fork } from "node:child_process";
import { once } from "node:events";
import { setTimeout } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import * as z from "zod";
import { serveProduct } from "../servers/serve-product.ts";
import { type LoopDelay, loopDelaySchema, watchLoopDelay } from "./loop-delay.ts";

const replySchema = z.object({ heapMb: z.number(), delay: loopDelaySchema.nullable() });

/** The built product in a process of its own that tells of its heap and its event loop. */
export type MeasuredServer = {
  readonly port: number;
  readonly pid: number;
  /** Collects what nobody uses any more and says how much heap is left in use, in MB. */
  readonly heapAfterCollection: () => Promise<number>;
  /** Since it was last asked. Forced collections do not count. */
  readonly takeDelay: () => Promise<LoopDelay>;
  readonly stop: () => Promise<void>;
};

const commandSchema = z.enum(["collect", "take-delay"]);
const readySchema = z.object({ port: z.number() });
const readyWithinMs = 30_000;

/** Starts the product with these app settings; resolves when it has its configuration. */
export async function forkMeasured(settings: NodeJS.ProcessEnv): Promise<MeasuredServer> {
  const child = fork(fileURLToPath(import.meta.url), ["serve-measured"], {
    env: { ...process.env, ...settings },
    execArgv: ["--expose-gc"],
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
  const command = async (name: z.infer<typeof commandSchema>) => {
    const reply = nextMessage();
    child.send(name);
    return replySchema.parse(await reply);
  };
  return {
    port,
    pid: child.pid ?? Number.NaN,
    heapAfterCollection: async () => (await command("collect")).heapMb,
    takeDelay: async () => loopDelaySchema.parse((await command("take-delay")).delay),
    stop: async () => {
      child.disconnect();
      await ended.catch(() => undefined);
    },
  };
}

/** Runs the product as a child process that tells of itself when asked, and ends with its parent. */
export async function serveMeasured(): Promise<void> {
  process.on("SIGINT", () => {});
  process.on("disconnect", () => process.exit());
  const port = await serveProduct();
  const loop = watchLoopDelay();
  process.on("message", (message) => {
    const name = commandSchema.parse(message);
    if (name === "collect") loop.without(() => globalThis.gc?.());
    const delay = name === "take-delay" ? loop.take() : null;
    process.send?.({ heapMb: process.memoryUsage().heapUsed / 2 ** 20, delay });
  });
  process.send?.({ port });
}
