import { type Answered, answerOf, api } from "../api/client.ts";
import { may, session } from "../api/session.ts";
import { isBy } from "./proposal-state.ts";
import type { Proposal } from "./propose-change.ts";

/** What one may answer to a proposal, in the order of the buttons. */
const actions = ["approve", "reject", "withdraw", "confirm"] as const;
export type Action = (typeof actions)[number];

export const actionNames: Readonly<Record<Action, string>> = {
  approve: "Approve",
  reject: "Reject",
  withdraw: "Withdraw",
  confirm: "Keep it",
};

/** What the state, the roles and the author allow. The app checks it again. */
export function allowedOn({ state, author }: Proposal): readonly Action[] {
  const current = session.value;
  const isMine = current.state !== "open" && isBy(current.person.name, author);
  const isWaiting = state === "open" || state === "scheduled";
  const can: Readonly<Record<Action, boolean>> = {
    approve: state === "open" && !isMine && may("Config.Approve"),
    reject: isWaiting && !isMine && may("Config.Approve"),
    withdraw: isWaiting && (isMine || current.state === "open") && may("Config.Write"),
    confirm: state === "provisional" && may("Config.Approve"),
  };
  return actions.filter((action) => can[action]);
}

/** An answer to what was looked at: the app refuses it if the proposal was edited meanwhile. */
export function answerProposal(action: Action, { id, hash }: Proposal, comment: string): Promise<Answered<Proposal>> {
  const options = {
    params: { path: { id }, header: { "if-match": `"${hash}"` } },
    body: { comment: comment.trim() === "" ? null : comment },
  };
  switch (action) {
    case "approve":
      return answerOf(api.POST("/v1/config/proposals/{id}/approve", options));
    case "reject":
      return answerOf(api.POST("/v1/config/proposals/{id}/reject", options));
    case "withdraw":
      return answerOf(api.POST("/v1/config/proposals/{id}/withdraw", options));
    case "confirm":
      return answerOf(api.POST("/v1/config/proposals/{id}/confirm", options));
  }
}
