import { fork } from "node:child_process";
import { once } from "node:events";
import * as z from "zod";
import { stopChild } from "../../processes/child-process.ts";
import type { Tables, TablesOptions } from "./start-tables.ts";

const replySchema = z.discriminatedUnion("type", [
  z.object({ type: z.literal("ready"), port: z.number(), connectionString: z.string() }),
  z.object({ type: z.literal("failed"), message: z.string() }),
]);

export type TablesReply = z.infer<typeof replySchema>;

/** The tables in a child process. */
export type ForkedTables = Tables & {
  readonly pid: number;
  kill(signal: NodeJS.Signals): void;
  /** The exit code once the process has ended, null when a signal ended it. */
  readonly exited: Promise<number | null>;
};

type ForkOptions = TablesOptions & {
  /** The built `tables-process` program. */
  readonly modulePath: string;
};

/** Starts the tables as a child process. Rejects with the child's error text when it cannot start. */
export async function forkTables({ port, directory, modulePath }: ForkOptions): Promise<ForkedTables> {
  const environment = { ...process.env, TABLES_PORT: String(port), TABLES_DIRECTORY: directory };
  const child = fork(modulePath, { env: environment, execArgv: [] });
  const exited = once(child, "exit").then(([code]): number | null => code);
  const ended = exited.then((): TablesReply => ({ type: "failed", message: "the tables' process ended at its start" }));
  const answered = once(child, "message").then(([message]) => replySchema.parse(message));
  const reply = await Promise.race([answered, ended]);
  if (reply.type === "failed" || child.pid === undefined)
    throw new Error(reply.type === "failed" ? reply.message : "the tables' process did not start");
  return {
    pid: child.pid,
    port: reply.port,
    connectionString: reply.connectionString,
    kill: (signal) => child.kill(signal),
    exited,
    stop: () => stopChild(child, exited),
  };
}
