import { fetchFolder } from "../folder/fetch-folder.ts";
import { planFolder } from "../folder/plan-folder.ts";
import { makeLive, reasonOption } from "./apply.ts";
import type { Command } from "./command.ts";
import { changeOptions, describePlan, readChange } from "./plan.ts";

export const promote: Command = {
  summary: "make the configuration of server A live at server B",
  operands: ["server A", "server B"],
  options: {
    reason: { ...reasonOption, required: false },
    "dry-run": { text: "say what it would change at B, and change nothing" },
    ...changeOptions,
  },
  notes: [
    "B validates, simulates and judges it as any other change. exit codes: as `ecr apply`, with --dry-run as `ecr plan`.",
    "Lookup tables that B does not have are stored there first, under the numbers that they have at A.",
    "--base-version is the version of B.",
  ],
  run: async (input) => {
    const { operands, switches, values, connect, terminal } = input;
    const [a, b] = [connect(operands[0]), connect(operands[1])];
    const isDryRun = switches.has("dry-run");
    const folder = await fetchFolder(a, { withTables: !isDryRun, terminal });
    const reason = values.get("reason") ?? `version ${folder.version} of ${new URL(a.server).host}`;
    if (!isDryRun) return makeLive({ ...input, values: new Map([...values, ["reason", reason]]) }, b, folder);
    const wanted = { files: folder.files, reason, ...readChange(values, switches) };
    return describePlan(await planFolder(b, wanted), b.server);
  },
};
