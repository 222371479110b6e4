import { type Api, answerOf } from "../api/api-client.ts";
import { describeEffect } from "../folder/describe-effect.ts";
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
  const { data } = await answerOf(api, api.GET("/v1/config/proposals", { params: { query: { limit: 200 } } }));
  const shown = data.proposals.filter(({ state }) => wantsAll || isAlive.has(state));
  const lines = shown.map(({ id, state, approvals, approvalsNeeded, author, reason }) =>
    plain(`${id} ${state} ${approvals.length}/${approvalsNeeded} ${author}: ${reason}`),
  );
  const text = lines.length === 0 ? ["there is none"] : lines;
  return { exit: exitCodes.done, json: { server: api.server, proposals: shown }, text };
}

async function showProposal(api: Api, id: string): Promise<CommandResult> {
  const asked = api.GET("/v1/config/proposals/{id}", { params: { path: { id } } });
  const { data } = await answerOf(api, asked);
  const { diff, warnings, warningsCount, dangers, simulated, differing, decisionsChanged } = data;
  const isWhole = diff !== undefined && warnings !== undefined && warningsCount !== undefined && dangers !== undefined;
  const hasSimulated = simulated !== undefined && differing !== undefined && decisionsChanged !== undefined;
  const effect =
    isWhole && hasSimulated
      ? describeEffect({ diff, warnings, warningsCount, dangers, simulated, differing, decisionsChanged })
      : [];
  return { exit: exitCodes.done, json: data, text: [...describeProposal(data), ...effect] };
}
