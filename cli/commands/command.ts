import type { Api } from "../api/api-client.ts";
import type { ExitCode } from "../terminal/exit-codes.ts";
import type { Arguments, ArgumentTexts } from "../terminal/read-arguments.ts";
import type { Terminal } from "../terminal/terminal.ts";

export type CommandInput = Arguments & {
  /** The router at an address: that of `--server` if none is given. Throws an InputError for no address. */
  readonly connect: (server?: string) => Api;
  readonly terminal: Terminal;
  readonly isJson: boolean;
  readonly now: () => number;
  readonly wait: (ms: number) => Promise<unknown>;
};

export type CommandResult = {
  readonly exit: ExitCode;
  /** What `--json` prints. */
  readonly json: unknown;
  /** What is printed without it. */
  readonly text: readonly string[];
};

/** One command of `ecr`. Its operands and options are those of its help. */
export type Command = ArgumentTexts & {
  /** One line. */
  readonly summary: string;
  /** What the exit codes say here, and what else is worth knowing. */
  readonly notes?: readonly string[];
  /** Throws a RequestFailed, a SignInError or an InputError. */
  readonly run: (input: CommandInput) => Promise<CommandResult>;
};
