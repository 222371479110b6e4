import type { Api } from "../api/api-client.ts";
import { type Plan, planFolder } from "../folder/plan-folder.ts";
import { type ConfigFolder, readFolder } from "../folder/read-folder.ts";
import { applyFolder, storeTables } from "../folder/send-folder.ts";
import { exitCodes } from "../terminal/exit-codes.ts";
import type { Command, CommandInput, CommandResult } from "./command.ts";
import { changeOptions, describePlan, readChange } from "./plan.ts";

export const reasonOption = {
  value: "text",
  text: "why, for the version and the audit trail",
  required: true,
} as const;

export const tablesNote =
  "Tables in lookup-tables/ that the server does not have are stored first. Other rows under a number that it has: exit 1.";

export const apply: Command = {
  summary: "make a folder live, as one change",
  operands: ["folder"],
  options: {
    reason: reasonOption,
    ...changeOptions,
    "break-glass": { value: "incident", text: "go live without approvals, loudly; to be approved afterwards" },
  },
  notes: [
    "exit 0: live, or nothing to do; 3: dangers that are not confirmed, or others must approve it; 1: not valid.",
    "exit 4: no answer. What is live is said, if it could be found out.",
    tablesNote,
  ],
  run: async (input) => {
    const folder = await readFolder(input.operands[0] ?? "");
    return makeLive(input, input.connect(), folder);
  },
};

/** Plans a folder and makes it live on the version that was planned for. Nothing is stored of what would not go live. */
export async function makeLive(input: CommandInput, api: Api, folder: ConfigFolder): Promise<CommandResult> {
  const { values, switches, terminal, now, wait } = input;
  const breakGlass = values.get("break-glass");
  const change = { ...folder, reason: values.get("reason") ?? "", breakGlass, ...readChange(values, switches) };
  terminal.progress("the server tries the folder …");
  const planned = await planFolder(api, change);
  const described = describePlan(planned, api.server);
  if (planned.result === "dangers") return described;
  const storedTables = await storeTables(api, folder.tables, change.reason);
  if (planned.result === "same") return described;
  terminal.progress("the server makes the folder live …");
  const { hash } = planned.effect;
  const applied = await applyFolder(api, { ...change, baseVersion: planned.baseVersion }, { hash, now, wait });
  return {
    exit: exitCodes.done,
    json: { ...asJson(planned, api), result: "applied", ...applied, storedTables },
    text: [
      ...described.text.slice(0, -1),
      ...(applied.isAnswerLost ? ["the answer was lost on its way; the store tells that the change is live"] : []),
      `applied: version ${applied.version} is live`,
    ],
  };
}

const asJson = ({ effect, notInFolder }: Plan, { server }: Api) => ({ server, notInFolder, ...effect });
