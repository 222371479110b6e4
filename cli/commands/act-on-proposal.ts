import { type Api, answerOf } from "../api/api-client.ts";
import type { Command } from "./command.ts";
import { describeProposal, exitOf } from "./describe-proposal.ts";

/** What can be done with a proposal. */
type Act = "approve" | "reject" | "withdraw" | "confirm";

const options = {
  comment: { value: "text", text: "for the proposal and the audit trail" },
  hash: { value: "hash", text: "what was looked at: refused if the proposal was edited meanwhile" },
} as const;

const makeCommand = (act: Act, summary: string): Command => ({
  summary,
  operands: ["id"],
  options,
  notes: [
    "exit 0: done; 1: its state does not allow it, it was edited meanwhile, or it cannot go live (conflict); 5: without the",
    "role, or one's own.",
  ],
  run: async ({ operands: [id = ""], values, connect }) => {
    const api = connect();
    const hash = values.get("hash");
    const header = hash === undefined ? {} : { "if-match": `"${hash}"` };
    const wanted = { params: { path: { id }, header }, body: { comment: values.get("comment") ?? null } };
    const { data } = await answerOf(api, ask(api, act, wanted), "state", "approvals");
    return { exit: exitOf(data), json: data, text: describeProposal(data) };
  },
});

type Wanted = {
  readonly params: { readonly path: { readonly id: string }; readonly header: { readonly "if-match"?: string } };
  readonly body: { readonly comment: string | null };
};

/** The client wants each path written out. */
function ask(api: Api, act: Act, wanted: Wanted) {
  switch (act) {
    case "approve":
      return api.POST("/v1/config/proposals/{id}/approve", wanted);
    case "reject":
      return api.POST("/v1/config/proposals/{id}/reject", wanted);
    case "withdraw":
      return api.POST("/v1/config/proposals/{id}/withdraw", wanted);
    case "confirm":
      return api.POST("/v1/config/proposals/{id}/confirm", wanted);
  }
}

export const approve = makeCommand("approve", "approve a proposal of somebody else");
export const reject = makeCommand("reject", "refuse a proposal");
export const withdraw = makeCommand("withdraw", "take a proposal of one's own back");
export const confirm = makeCommand("confirm", "keep a provisional version that would go back by itself");
