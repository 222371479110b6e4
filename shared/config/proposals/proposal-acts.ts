import type { Caller } from "../../identity/caller.ts";
import type { ChangeEffect, ChangeOutcome } from "../change/configuration-change.ts";
import type { StoredProposal } from "./proposal.ts";

/** What somebody does with a proposal. `ifMatch`: the hash of what was looked at; null where the request does not say. */
export type Act = { readonly id: string; readonly caller: Caller; readonly ifMatch: string | null };

export type Remark = { readonly comment: string | null };

export type ActOutcome =
  | { readonly outcome: "done"; readonly proposal: StoredProposal }
  | { readonly outcome: "absent" }
  /** It was edited after it was looked at. */
  | { readonly outcome: "edited"; readonly proposal: StoredProposal }
  /** The state does not allow it; or what `why` says. */
  | { readonly outcome: "unfit"; readonly proposal: StoredProposal; readonly why?: string }
  | { readonly outcome: "forbidden"; readonly why: string };

export type ProposeOutcome =
  | Exclude<ChangeOutcome, { readonly outcome: "changed" }>
  | { readonly outcome: "proposed"; readonly proposal: StoredProposal; readonly effect: ChangeEffect }
  /** The same author had sent the same before. */
  | { readonly outcome: "known"; readonly proposal: StoredProposal };

export type Asked = { readonly body: unknown; readonly caller: Caller; readonly dryRun: boolean };

export type EditOutcome = ActOutcome | Exclude<ProposeOutcome, { outcome: "proposed" | "known" }>;

/** Changes that others look at before they go live. All throw a DependencyError when a store fails. */
export type Proposals = {
  readonly propose: (asked: Asked) => Promise<ProposeOutcome>;
  readonly edit: (act: Act, body: unknown) => Promise<EditOutcome>;
  readonly approve: (act: Act, remark: Remark) => Promise<ActOutcome>;
  readonly reject: (act: Act, remark: Remark) => Promise<ActOutcome>;
  readonly withdraw: (act: Act, remark: Remark) => Promise<ActOutcome>;
  readonly confirm: (act: Act, remark: Remark) => Promise<ActOutcome>;
};
