import { setTimeout as sleep } from "node:timers/promises";
import { type Api, makeApi } from "./api/api-client.ts";
import { localServer, readServerAddress } from "./api/server-address.ts";
import { makeSignIn } from "./api/sign-in.ts";
import type { Command, CommandInput, CommandResult } from "./commands/command.ts";
import { commandTable } from "./commands/command-table.ts";
import { reportFailure } from "./report-failure.ts";
import { type ExitCode, exitCodes } from "./terminal/exit-codes.ts";
import { commandHelp, commonOptions, overview } from "./terminal/help.ts";
import { ArgumentError, UsageError } from "./terminal/input-error.ts";
import { type Arguments, readArguments } from "./terminal/read-arguments.ts";
import type { Terminal } from "./terminal/terminal.ts";

/** Where `ecr` runs. */
export type Surroundings = {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly terminal: Terminal;
  /** The version of the package. */
  readonly version: string;
  readonly now?: () => number;
  readonly wait?: (ms: number) => Promise<unknown>;
  /** Ends the command: Ctrl-C. */
  readonly interrupt?: AbortSignal;
};

/** Runs one command line. Resolves to the exit code. */
export async function runEcr(args: readonly string[], surroundings: Surroundings): Promise<ExitCode> {
  const { terminal, version } = surroundings;
  const [name = "", ...rest] = args;
  if (name === "--version") return print(terminal, `${version}\n`);
  if (name === "--help" || name === "-h" || name === "help") return print(terminal, overview(commandTable));
  const command = Object.hasOwn(commandTable, name) ? commandTable[name] : undefined;
  if (command === undefined)
    return wrongUsage(args, terminal, [[name === "" ? "a command is missing" : `there is no command ${name}`], "ecr"]);
  if (rest.includes("--help") || rest.includes("-h")) return print(terminal, commandHelp(name, command));
  const read = readArguments(rest, { ...command, options: { ...command.options, ...commonOptions } });
  if (read.outcome === "wrong") return wrongUsage(args, terminal, [read.causes, `ecr ${name}`]);
  return runCommand({ name, ...command }, read.arguments, surroundings);
}

function print(terminal: Terminal, text: string): ExitCode {
  terminal.out(text);
  return exitCodes.done;
}

/** What is wrong with a command line, and whose help says what there is. */
function wrongUsage(args: readonly string[], terminal: Terminal, [causes, help]: readonly [readonly string[], string]) {
  return reportFailure(usageError(causes, help), terminal, args.includes("--json"));
}

const usageError = (causes: readonly string[], help: string): UsageError =>
  new UsageError(`\`${help} --help\` says what there is`, ...causes);

type NamedCommand = Command & { readonly name: string };

async function runCommand(command: NamedCommand, read: Arguments, surroundings: Surroundings): Promise<ExitCode> {
  const { terminal, now = Date.now, interrupt } = surroundings;
  const isJson = read.switches.has("json");
  const wait = surroundings.wait ?? ((ms: number) => sleep(ms, undefined, { signal: interrupt }));
  const connect = (server?: string): Api => connectTo(server, read, { ...surroundings, wait });
  const input: CommandInput = { ...read, connect, terminal, isJson, now, wait };
  try {
    const { exit, json, text }: CommandResult = await command.run(input);
    terminal.progress("");
    terminal.out(isJson ? `${JSON.stringify(json, null, 2)}\n` : `${text.join("\n")}\n`);
    return exit;
  } catch (error) {
    terminal.progress("");
    if (error instanceof ArgumentError)
      return reportFailure(usageError(error.causes, `ecr ${command.name}`), terminal, isJson);
    return reportFailure(isAbort(error) && interrupt?.aborted ? interrupt.reason : error, terminal, isJson);
  }
}

/** A wait that was ended says no more than that. */
const isAbort = (error: unknown): boolean => error instanceof Error && error.name === "AbortError";

/** A variable that is empty is as if it were not set: pipelines have them so. */
function connectTo(given: string | undefined, { values }: Arguments, surroundings: Surroundings): Api {
  const { env, terminal, wait, interrupt } = surroundings;
  const address = readServerAddress(given ?? values.get("server") ?? (env.ECR_SERVER || localServer));
  if ("cause" in address) throw new ArgumentError(address.cause);
  const { server } = address;
  const deadlineMs = readDeadlineMs(values.get("timeout"));
  const [token, scope] = [env.ECR_TOKEN || null, env.ECR_SCOPE || null];
  const signIn = makeSignIn({ server, token, scope, deadlineMs, interrupt });
  const onRetry = (why: string): void => terminal.progress(`${why}; trying again …`);
  return makeApi({ server, signIn, deadlineMs, interrupt, onRetry, ...(wait === undefined ? {} : { wait }) });
}

function readDeadlineMs(text = "60"): number {
  const seconds = Number(text);
  if (seconds > 0 && seconds <= 3_600) return Math.ceil(seconds * 1_000);
  throw new ArgumentError("--timeout is a number of seconds, up to 3600");
}
