import { fetchFolder } from "../folder/fetch-folder.ts";
import { planFolder } from "../folder/plan-folder.ts";
import { ArgumentError } from "../terminal/input-error.ts";
import { makeLive, reasonOption } from "./apply.ts";
import type { Command } from "./command.ts";
import { changeOptions, describePlan, readChange } from "./plan.ts";
import { proposeFolder, timingOptions } from "./propose.ts";

export const promote: Command = {
  summary: "make the configuration of server A live at server B",
  operands: ["server A", "server B"],
  options: {
    reason: { ...reasonOption, required: false },
    "dry-run": { text: "say what it would change at B, and change nothing" },
    propose: { text: "propose it at B, where others must approve it" },
    ...changeOptions,
    ...timingOptions,
  },
  notes: [
    "B validates, simulates and judges it as any other change. exit codes: as `ecr apply`, with --dry-run as `ecr plan`, with",
    "--propose as `ecr propose`.",
    "Tables that B does not have are stored there first, under the numbers that they have at A. Other rows under a number",
    "that B has: exit 1.",
    "--base-version is the version of B. The options of time are for --propose.",
  ],
  run: async (input) => {
    const { operands, switches, values, connect, terminal } = input;
    const [isDryRun, isProposal] = [switches.has("dry-run"), switches.has("propose")];
    refuseMixed(isDryRun, isProposal, values);
    const [a, b] = [connect(operands[0]), connect(operands[1])];
    const folder = await fetchFolder(a, { withTables: true, terminal });
    const reason = values.get("reason") ?? `version ${folder.version} of ${new URL(a.server).host}`;
    const withReason = { ...input, values: new Map([...values, ["reason", reason] as const]) };
    if (isProposal) return proposeFolder(withReason, b, folder);
    if (!isDryRun) return makeLive(withReason, b, folder);
    return describePlan(await planFolder(b, { ...folder, reason, ...readChange(values, switches) }), b.server);
  },
};

/** A time that nobody heeds must not be given: what was meant for the night would be live at once. */
function refuseMixed(isDryRun: boolean, isProposal: boolean, values: ReadonlyMap<string, string>): void {
  if (isDryRun && isProposal) throw new ArgumentError("give either --dry-run or --propose");
  const timed = Object.keys(timingOptions).filter((name) => values.has(name));
  if (!isProposal && timed.length > 0)
    throw new ArgumentError(...timed.map((name) => `--${name} is for --propose, which is not given`));
}
