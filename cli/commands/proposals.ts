import { type Api, answerOf, type Schema } from "../api/api-client.ts";
import { describeDiff, describeEffect } from "../folder/describe-effect.ts";
import { exitCodes } from "../terminal/exit-codes.ts";
import { plain } from "../terminal/terminal.ts";
import type { Command, CommandResult } from "./command.ts";
import { describeProposal } from "./describe-proposal.ts";

export const proposals: Command = {
  summary: "list the proposals that are not over, or show one",
  operands: ["id?"],
  options: { all: { text: "those that are over too" } },
  run: async ({ operands: [id = ""], switches, connect }) => {
    const api = connect();
    return id === "" ? listProposals(api, switches.has("all")) : showProposal(api, id);
  },
};

const isAlive: ReadonlySet<string> = new Set(["open", "approved", "scheduled", "provisional", "conflict"]);

async function listProposals(api: Api, wantsAll: boolean): Promise<CommandResult> {
  const shown = (await readAll(api)).filter(({ state }) => wantsAll || isAlive.has(state));
  const lines = shown.map(({ id, state, approvals, approvalsNeeded, author, reason }) =>
    plain(`${id} ${state} ${approvals.length}/${approvalsNeeded} ${author}: ${reason}`),
  );
  const text = lines.length === 0 ? ["there is none"] : lines;
  return { exit: exitCodes.done, json: { server: api.server, proposals: shown }, text };
}

/** The newest come first, and one that waits may be older than many that are over. */
async function readAll(api: Api): Promise<readonly Schema<"Proposal">[]> {
  const all: Schema<"Proposal">[] = [];
  for (let token: string | null = null; ; ) {
    const page = await readPage(api, token);
    all.push(...page.proposals);
    token = page.continuationToken;
    if (token === null) return all;
  }
}

async function readPage(api: Api, token: string | null): Promise<Schema<"ProposalPage">> {
  const query = { limit: 200, ...(token === null ? {} : { continuationToken: token }) };
  const asked = api.GET("/v1/config/proposals", { params: { query } });
  return (await answerOf(api, asked, "proposals", "continuationToken")).data;
}

async function showProposal(api: Api, id: string): Promise<CommandResult> {
  const asked = api.GET("/v1/config/proposals/{id}", { params: { path: { id } } });
  const { data } = await answerOf(api, asked, "state", "approvals");
  if (data.breakGlass !== null && data.version !== null) return showBypass(api, data, data.version);
  const { diff, warnings, warningsCount, dangers, simulated, differing, decisionsChanged } = data;
  const isWhole = diff !== undefined && warnings !== undefined && warningsCount !== undefined && dangers !== undefined;
  const hasSimulated = simulated !== undefined && differing !== undefined && decisionsChanged !== undefined;
  const effect =
    isWhole && hasSimulated
      ? describeEffect({ diff, warnings, warningsCount, dangers, simulated, differing, decisionsChanged })
      : [];
  return { exit: exitCodes.done, json: data, text: [...describeProposal(data), ...effect] };
}

/** What went live for an incident holds nothing itself: its version tells what changed. */
async function showBypass(api: Api, proposal: Schema<"WholeProposal">, version: number): Promise<CommandResult> {
  const asked = api.GET("/v1/config/versions/{version}", { params: { path: { version } } });
  const { diff } = (await answerOf(api, asked, "diff")).data;
  const text = [...describeProposal(proposal), ...describeDiff(diff)];
  return { exit: exitCodes.done, json: { ...proposal, diff }, text };
}
