import { type Api, answerOf, type Schema } from "../api/api-client.ts";
import { RequestFailed } from "../api/request-failed.ts";
import { SignInError } from "../api/sign-in.ts";
import { exitCodes } from "../terminal/exit-codes.ts";
import { ArgumentError } from "../terminal/input-error.ts";
import { plain } from "../terminal/terminal.ts";
import type { Command, CommandInput, CommandResult } from "./command.ts";

type Watch = Schema<"WatchAnswer">;

export const watch: Command = {
  summary: "watch whether emergency calls are answered, until Ctrl-C",
  operands: [],
  options: {
    window: { value: "seconds", text: "how far back to count; 3600 if left out" },
    every: { value: "seconds", text: "how often to look; 15 if left out" },
    once: { text: "look once and end" },
  },
  notes: ["exit with --once 0: no alarm is open; 3: there is one. With --json each look is one line."],
  run: async (input) => {
    const windowS = readSeconds(input, "window", 3_600);
    const everyMs = readSeconds(input, "every", 15) * 1_000;
    const api = input.connect();
    if (input.switches.has("once")) return describeWatch(await look(api, windowS));
    for (let hasSeen = false; ; ) {
      hasSeen = (await showNext(input, api, { windowS, hasSeen })) || hasSeen;
      await input.wait(everyMs);
    }
  },
};

function readSeconds({ values }: CommandInput, option: string, otherwise: number): number {
  const seconds = Number(values.get(option) ?? otherwise);
  if (Number.isInteger(seconds) && seconds >= 1 && seconds <= 86_400) return seconds;
  throw new ArgumentError(`--${option} is a number of seconds, from 1 to 86400`);
}

const look = async (api: Api, windowS: number): Promise<Watch> =>
  (await answerOf(api, api.GET("/v1/watch", { params: { query: { windowS } } }), "totals", "alarms")).data;

type Looking = { readonly windowS: number; readonly hasSeen: boolean };

/**
 * A watch goes on while nothing answers, and says so; once it has seen anything, also while no new token is to be had. A caller
 * without the role ends it. Resolves to whether it saw anything.
 */
async function showNext(
  { terminal, isJson, now }: CommandInput,
  api: Api,
  { windowS, hasSeen }: Looking,
): Promise<boolean> {
  try {
    const seen = await look(api, windowS);
    const { text } = describeWatch(seen);
    terminal.out(isJson ? `${JSON.stringify(seen)}\n` : `${text.join("\n")}\n`);
    return true;
  } catch (error) {
    if (!(error instanceof Error) || !isPassing(error, hasSeen)) throw error;
    terminal.err(`${new Date(now()).toISOString()} ${plain(error.message)}\n`);
    return false;
  }
}

function isPassing(error: Error, hasSeen: boolean): boolean {
  if (error instanceof SignInError) return hasSeen;
  if (!(error instanceof RequestFailed)) return false;
  return error.status === null || error.status >= 500 || error.status === 429;
}

/** One line of figures, and one for each open alarm. */
export function describeWatch(seen: Watch): CommandResult {
  const { asOf, complete, totals, alarms } = seen;
  const { decided, answered, failed, abandoned, missing, successRate } = totals;
  const rate = successRate === null ? "no outcome yet" : `${(successRate * 100).toFixed(1)} % answered`;
  const figures = `${decided} decided, ${answered} answered, ${failed} failed, ${abandoned} abandoned, ${missing} missing`;
  return {
    exit: alarms.length === 0 ? exitCodes.done : exitCodes.danger,
    json: seen,
    text: [
      `${asOf} ${figures}; ${rate}${complete ? "" : " (not complete)"}`,
      ...alarms.map(({ alarm, subject, since }) => plain(`  ALARM ${alarm} ${subject} since ${since}`)),
    ],
  };
}
