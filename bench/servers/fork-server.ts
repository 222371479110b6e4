import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { type Reply, replySchema, type ServerKind } from "./messages.ts";

/** A server in a process of its own. */
export type ForkedServer = {
  readonly port: number;
  readonly pid: number;
  /** The CPU time that the process has used so far, user and system, in microseconds. */
  readonly cpuTimeUs: () => Promise<number>;
  readonly stop: () => Promise<void>;
};

/** Starts a server with these variables added to its environment. Rejects when it ends before it is ready. */
export async function forkServer(kind: ServerKind, variables: NodeJS.ProcessEnv): Promise<ForkedServer> {
  const program = fileURLToPath(import.meta.url);
  const child = fork(program, ["serve", kind], {
    env: { ...process.env, ...variables },
    execArgv: [],
    stdio: ["ignore", "ignore", "pipe", "ipc"],
  });
  const lastWords = keepLastOutput(child);
  const ready = await nextReply(child, lastWords);
  if (ready.type !== "ready" || child.pid === undefined) throw new Error(`Unexpected answer of type ${ready.type}`);
  return {
    port: ready.port,
    pid: child.pid,
    cpuTimeUs: async () => {
      child.send({});
      const reply = await nextReply(child, lastWords);
      if (reply.type !== "cpu") throw new Error(`Unexpected answer of type ${reply.type}`);
      return reply.usedUs;
    },
    stop: async () => {
      const exited = once(child, "exit");
      child.disconnect();
      await exited;
    },
  };
}

/** The end of what the process wrote to stderr: of interest only if it dies, because errors under load show in the figures. */
function keepLastOutput(child: ChildProcess): () => string {
  let text = "";
  child.stderr?.setEncoding("utf8").on("data", (chunk: string) => {
    text = (text + chunk).slice(-4_000);
  });
  return () => text;
}

function nextReply(child: ChildProcess, lastWords: () => string): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const ended = () => reject(new Error(`A server's process has ended: ${lastWords()}`));
    child.once("exit", ended);
    child.once("message", (message) => {
      child.off("exit", ended);
      resolve(replySchema.parse(message));
    });
  });
}
