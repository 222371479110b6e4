import { setTimeout as sleep } from "node:timers/promises";
import { type Api, makeApi } from "./api/api-client.ts";
import { localServer, readServerAddress } from "./api/server-address.ts";
import { makeSignIn } from "./api/sign-in.ts";
import type { Command, CommandInput, CommandResult } from "./commands/command.ts";
import { commandTable } from "./commands/command-table.ts";
import { reportFailure } from "./report-failure.ts";
import { type ExitCode, exitCodes } from "./terminal/exit-codes.ts";
import { commandHelp, commonOptions, overview } from "./terminal/help.ts";
import { InputError } from "./terminal/input-error.ts";
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
};

/** Runs one command line. Resolves to the exit code. */
export async function runEcr(args: readonly string[], surroundings: Surroundings): Promise<ExitCode> {
  const { terminal, version } = surroundings;
  const [name = "", ...rest] = args;
  if (name === "--version") return print(terminal, `${version}\n`);
  if (name === "--help" || name === "-h" || name === "help") return print(terminal, overview(commandTable));
  const command = Object.hasOwn(commandTable, name) ? commandTable[name] : undefined;
  if (command === undefined)
    return wrongUsage(terminal, [name === "" ? "a command is missing" : `there is no command ${name}`], "ecr --help");
  if (rest.includes("--help") || rest.includes("-h")) return print(terminal, commandHelp(name, command));
  const read = readArguments(rest, { ...command, options: { ...command.options, ...commonOptions } });
  if (read.outcome === "wrong") return wrongUsage(terminal, read.causes, `ecr ${name} --help`);
  return runCommand(command, read.arguments, surroundings);
}

function print(terminal: Terminal, text: string): ExitCode {
  terminal.out(text);
  return exitCodes.done;
}

function wrongUsage(terminal: Terminal, causes: readonly string[], help: string): ExitCode {
  terminal.err(`${causes.map((cause) => `ecr: ${cause}\n`).join("")}\`${help}\` says what there is.\n`);
  return exitCodes.usage;
}

async function runCommand(command: Command, read: Arguments, surroundings: Surroundings): Promise<ExitCode> {
  const { terminal, now = Date.now, wait = sleep } = surroundings;
  const isJson = read.switches.has("json");
  const connect = (server?: string): Api => connectTo(server, read, surroundings);
  const input: CommandInput = { ...read, connect, terminal, isJson, now, wait };
  try {
    const { exit, json, text }: CommandResult = await command.run(input);
    terminal.progress("");
    terminal.out(isJson ? `${JSON.stringify(json, null, 2)}\n` : `${text.join("\n")}\n`);
    return exit;
  } catch (error) {
    terminal.progress("");
    return reportFailure(error, terminal, isJson);
  }
}

/** A variable that is empty is as if it were not set: pipelines have them so. */
function connectTo(given: string | undefined, { values }: Arguments, { env, terminal, wait }: Surroundings): Api {
  const address = readServerAddress(given ?? values.get("server") ?? (env.ECR_SERVER || localServer));
  if ("cause" in address) throw new InputError(address.cause);
  const { server } = address;
  const deadlineMs = readDeadlineMs(values.get("timeout"));
  const signIn = makeSignIn({ server, token: env.ECR_TOKEN || null, scope: env.ECR_SCOPE || null, deadlineMs });
  const onRetry = (why: string): void => terminal.progress(`${why}; trying again …`);
  return makeApi({ server, signIn, deadlineMs, onRetry, ...(wait === undefined ? {} : { wait }) });
}

function readDeadlineMs(text = "60"): number {
  const seconds = Number(text);
  if (seconds > 0 && seconds <= 3_600) return Math.ceil(seconds * 1_000);
  throw new InputError("--timeout is a number of seconds, up to 3600");
}
