import { operationsOf } from "../../console/api/operations-of.ts";
import { type Api, goodAnswer, isObject, received, type Schema } from "../api/api-client.ts";
import { RequestFailed } from "../api/request-failed.ts";
import { readFingerprint } from "../folder/fingerprint.ts";
import { planFolder } from "../folder/plan-folder.ts";
import { type ConfigFolder, readFolder } from "../folder/read-folder.ts";
import { storeTables } from "../folder/send-folder.ts";
import { ArgumentError } from "../terminal/input-error.ts";
import type { OptionText } from "../terminal/read-arguments.ts";
import { reasonOption, tablesNote } from "./apply.ts";
import type { Command, CommandInput, CommandResult } from "./command.ts";
import { describeProposal, exitOf } from "./describe-proposal.ts";
import { changeOptions, describePlan, readChange } from "./plan.ts";

export const timingOptions = {
  "activate-at": { value: "instant", text: "when it goes live; at once if left out" },
  "activate-before": { value: "instant", text: "if it is not live by then, it never will be" },
  "revert-after": { value: "seconds", text: "it goes back by itself after so long, unless it is confirmed" },
  "confirm-by": { value: "who", text: "person, or expectations" },
} as const satisfies Readonly<Record<string, OptionText>>;

export const propose: Command = {
  summary: "propose a folder as a change that others approve",
  operands: ["folder"],
  options: {
    reason: reasonOption,
    ...changeOptions,
    ...timingOptions,
  },
  notes: [
    "exit 0: proposed, or nothing to do; 3: dangers that are not confirmed; 1: not valid, or in conflict.",
    "Sent again it is the same proposal.",
    tablesNote,
  ],
  run: async (input) => {
    const folder = await readFolder(input.operands[0] ?? "");
    return proposeFolder(input, input.connect(), folder);
  },
};

/** Proposes what a folder would change, on the version that it was tried on. */
export async function proposeFolder(
  { values, switches, terminal }: CommandInput,
  api: Api,
  folder: ConfigFolder,
): Promise<CommandResult> {
  const reason = values.get("reason") ?? "";
  const timing = readTiming(values);
  terminal.progress("the server tries the folder …");
  const change = readChange(values, switches);
  const planned = await planFolder(api, { ...folder, reason, ...change, isFull: true });
  if (planned.result === "same" || planned.result === "dangers") return describePlan(planned, api.server);
  await storeTables(api, folder.tables, reason);
  const operations = operationsOf(planned.effect.diff, (await readFingerprint(api)).lists);
  const wanted = { baseVersion: planned.baseVersion, reason, operations, confirm: change.confirm, ...timing };
  const proposal = await send(api, wanted);
  return { exit: exitOf(proposal), json: proposal, text: describeProposal(proposal) };
}

function readTiming(values: ReadonlyMap<string, string>) {
  const given = (name: string, option: string): Readonly<Record<string, string>> => {
    const value = values.get(option);
    return value === undefined ? {} : { [name]: value };
  };
  const seconds = values.get("revert-after");
  if (seconds !== undefined && !/^\d{1,5}$/.test(seconds))
    throw new ArgumentError("--revert-after is a number of seconds");
  return {
    ...given("activateAt", "activate-at"),
    ...given("activateBefore", "activate-before"),
    ...given("confirmBy", "confirm-by"),
    ...(seconds === undefined ? {} : { revertAfterS: Number(seconds) }),
  };
}

type Proposal = Schema<"WholeProposal">;

/** The operations come from the server and go back to it: they are sent as they are, and it judges them. */
async function send(api: Api, wanted: object): Promise<Proposal> {
  const typed = { baseVersion: 0, reason: "", operations: [] };
  const asked = api.POST("/v1/config/proposals", { body: typed, bodySerializer: () => JSON.stringify(wanted) });
  const { data } = goodAnswer(api, await received(api, asked));
  if (!isObject(data) || !("state" in data)) throw RequestFailed.strange(api.server);
  return data;
}
