import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { stopChild } from "../processes/child-process.ts";
import { type ProcessReply, type ProcessRequest, replySchema } from "./process-messages.ts";
import type { EventHubsOptions, EventHubsStandIn } from "./start-event-hubs.ts";

/** The stand-in in a child process. */
export type ForkedEventHubs = Omit<EventHubsStandIn, "sends"> & {
  readonly pid: number;
  /** How many transfers producers have sent. */
  countSends(): Promise<number>;
  kill(signal: NodeJS.Signals): void;
  /** The exit code once the process has ended, null when a signal ended it. */
  readonly exited: Promise<number | null>;
};

type ForkOptions = EventHubsOptions & {
  /** The built `event-hubs-process` program. */
  readonly modulePath: string;
};

/** Starts the stand-in as a child process. Rejects with the child's error text when it cannot start. */
export async function forkEventHubs(options: ForkOptions): Promise<ForkedEventHubs> {
  const child = fork(options.modulePath, { env: environmentFor(options), execArgv: [] });
  const exited = once(child, "exit").then(([code]): number | null => code);
  const nextReply = readReplies(child);
  const ask = async (request: ProcessRequest) => {
    if (!child.connected) throw new Error("The Event Hubs stand-in's process has ended");
    // If this fails the process is ending, which rejects the reply.
    child.send(request, () => {});
    return nextReply();
  };
  const ready = await nextReply();
  if (ready.type !== "ready" || child.pid === undefined) throw unexpected(ready);

  return {
    pid: child.pid,
    port: ready.port,
    connectionString: ready.connectionString,
    async countSends() {
      const answer = await ask({ type: "sends" });
      if (answer.type !== "sends") throw unexpected(answer);
      return answer.count;
    },
    async inject(fault, { times } = {}) {
      const answer = await ask({ type: "inject", fault, times });
      if (answer.type !== "injected") throw unexpected(answer);
    },
    kill: (signal) => child.kill(signal),
    exited,
    stop: () => stopChild(child, exited),
  };
}

function environmentFor({ port, hubs, directory }: ForkOptions): NodeJS.ProcessEnv {
  return {
    ...process.env,
    EVENT_HUBS_PORT: String(port),
    EVENT_HUBS_HUBS: JSON.stringify(hubs),
    EVENT_HUBS_DIRECTORY: directory,
  };
}

/** Returns a function that waits for the next reply. Replies come in the order of the requests. */
function readReplies(child: ChildProcess): () => Promise<ProcessReply> {
  const waiting: { resolve(reply: ProcessReply): void; reject(error: Error): void }[] = [];
  child.on("message", (message) => waiting.shift()?.resolve(replySchema.parse(message)));
  child.on("exit", (code, signal) => {
    const error = new Error(`The Event Hubs stand-in's process ended (${signal ?? `exit code ${code}`})`);
    for (const { reject } of waiting.splice(0)) reject(error);
  });
  return () => new Promise((resolve, reject) => waiting.push({ resolve, reject }));
}

function unexpected(reply: ProcessReply): Error {
  return new Error(reply.type === "failed" ? reply.message : `Unexpected answer of type ${reply.type}`);
}
