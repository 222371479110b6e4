import { type answerOf, goodAnswer, isObject, received, type Schema } from "../api/api-client.ts";
import { RequestFailed } from "../api/request-failed.ts";
import { readFingerprint } from "../folder/fingerprint.ts";
import { operationsOf } from "../folder/operations-of.ts";
import { planFolder } from "../folder/plan-folder.ts";
import { readFolder } from "../folder/read-folder.ts";
import { storeTables } from "../folder/send-folder.ts";
import { exitCodes } from "../terminal/exit-codes.ts";
import { InputError } from "../terminal/input-error.ts";
import { reasonOption } from "./apply.ts";
import type { Command } from "./command.ts";
import { describeProposal } from "./describe-proposal.ts";
import { changeOptions, describePlan, readChange } from "./plan.ts";

export const propose: Command = {
  summary: "propose a folder as a change that others approve",
  operands: ["folder"],
  options: {
    reason: reasonOption,
    ...changeOptions,
    "activate-at": { value: "instant", text: "when it goes live; at once if left out" },
    "activate-before": { value: "instant", text: "if it is not live by then, it never will be" },
    "revert-after": { value: "seconds", text: "it goes back by itself after so long, unless it is confirmed" },
    "confirm-by": { value: "who", text: "person, or expectations" },
  },
  notes: [
    "exit 0: proposed, or nothing to do; 3: dangers that are not confirmed; 1: not valid.",
    "Sent again it is the same proposal.",
  ],
  run: async ({ operands: [path = ""], values, switches, connect, terminal }) => {
    const api = connect();
    const { files, tables } = await readFolder(path);
    const reason = values.get("reason") ?? "";
    await storeTables(api, tables, reason);
    terminal.progress("the server tries the folder …");
    const change = readChange(values, switches);
    const planned = await planFolder(api, { files, reason, ...change, isFull: true });
    if (planned.result === "same" || planned.result === "dangers") return describePlan(planned, api.server);
    const operations = operationsOf(planned.effect, (await readFingerprint(api)).lists);
    const wanted = {
      baseVersion: planned.baseVersion,
      reason,
      operations,
      confirm: change.confirm,
      ...readTiming(values),
    };
    const proposal = await send(api, wanted);
    return { exit: exitCodes.done, json: proposal, text: describeProposal(proposal) };
  },
};

function readTiming(values: ReadonlyMap<string, string>) {
  const given = (name: string, option: string): Readonly<Record<string, string>> => {
    const value = values.get(option);
    return value === undefined ? {} : { [name]: value };
  };
  const seconds = values.get("revert-after");
  if (seconds !== undefined && !/^\d{1,5}$/.test(seconds))
    throw new InputError("--revert-after is a number of seconds");
  return {
    ...given("activateAt", "activate-at"),
    ...given("activateBefore", "activate-before"),
    ...given("confirmBy", "confirm-by"),
    ...(seconds === undefined ? {} : { revertAfterS: Number(seconds) }),
  };
}

type Proposal = Schema<"WholeProposal">;

/** The operations come from the server and go back to it: they are sent as they are, and it judges them. */
async function send(api: Parameters<typeof answerOf>[0], wanted: object): Promise<Proposal> {
  const typed = { baseVersion: 0, reason: "", operations: [] };
  const asked = api.POST("/v1/config/proposals", { body: typed, bodySerializer: () => JSON.stringify(wanted) });
  const { data } = goodAnswer(api, await received(api, asked));
  if (!isObject(data) || !("state" in data)) throw RequestFailed.strange(api.server);
  return data;
}
