import { describeEffect } from "../folder/describe-effect.ts";
import { type Plan, planFolder } from "../folder/plan-folder.ts";
import { readFolder } from "../folder/read-folder.ts";
import { type ExitCode, exitCodes } from "../terminal/exit-codes.ts";
import type { OptionText } from "../terminal/read-arguments.ts";
import { plain } from "../terminal/terminal.ts";
import type { Command, CommandResult } from "./command.ts";

export const changeOptions = {
  confirm: { value: "dangers", text: "dangers that you mean, with commas between them" },
  "base-version": { value: "number", text: "the version that the folder was made from; else whatever is active" },
  full: { text: "list every change and every decision" },
} as const satisfies Readonly<Record<string, OptionText>>;

export const plan: Command = {
  summary: "say what a folder would change",
  operands: ["folder"],
  options: changeOptions,
  notes: [
    "exit 0: the same; 2: changes; 3: changes with dangers that are not confirmed; 1: not valid.",
    "A list without a file stays as it is. Nothing is stored: rows in lookup-tables/ are tried as if they were.",
  ],
  run: async ({ operands: [path = ""], values, switches, connect, terminal }) => {
    const api = connect();
    const folder = await readFolder(path);
    terminal.progress("the server tries the folder …");
    const planned = await planFolder(api, { ...folder, reason: "plan", ...readChange(values, switches) });
    return describePlan(planned, api.server);
  },
};

export const readChange = (values: ReadonlyMap<string, string>, switches: ReadonlySet<string>) => ({
  confirm: (values.get("confirm") ?? "").split(/[\s,]+/).filter(Boolean),
  baseVersion: readVersion(values.get("base-version")),
  isFull: switches.has("full"),
});

/** Anything but a number is refused by the server, which says so. */
const readVersion = (text: string | undefined): number | null => (text === undefined ? null : Number(text));

const exits: Readonly<Record<Plan["result"], ExitCode>> = {
  same: exitCodes.done,
  changes: exitCodes.differs,
  dangers: exitCodes.danger,
};

function sayResult({ result, unconfirmed, effect }: Plan): string {
  if (result === "dangers") return `dangers: --confirm ${unconfirmed.join(",")}`;
  const { approvalsNeeded } = effect;
  return result === "changes" && approvalsNeeded > 0 ? `changes; approvals needed: ${approvalsNeeded}` : result;
}

/** What `ecr apply` stores before anything else. */
const describeTables = ({ newTables = [] }: Plan["effect"]): readonly string[] =>
  newTables.length === 0
    ? []
    : [
        "Tables that apply stores first:",
        ...newTables.map(({ name, version, rows }) => plain(`  ${name}@${version}: ${rows} rows`)),
      ];

export function describePlan(planned: Plan, server: string): CommandResult {
  const { result, baseVersion, unconfirmed, notInFolder, effect } = planned;
  return {
    exit: exits[result],
    json: { result, server, unconfirmed, notInFolder, ...effect },
    text: [
      `${server}, version ${baseVersion}`,
      ...(result === "same" ? [] : describeEffect(effect)),
      ...describeTables(effect),
      ...(notInFolder.length === 0 ? [] : [`Without a file, and so as they are: ${notInFolder.join(", ")}`]),
      sayResult(planned),
    ],
  };
}
