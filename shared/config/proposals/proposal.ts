import * as z from "zod";

/** Every state of a proposal. The last six end it. */
export const proposalStateMeanings = {
  open: "waits for approvals",
  approved: "has its approvals and is going live",
  scheduled: "has its approvals and goes live at `activateAt`",
  provisional: "is live, and goes back by itself at `revertAt` unless it is confirmed",
  confirmed: "is live for good, as far as no later change changes it",
  rejected: "was refused by somebody else",
  withdrawn: "was taken back by its author",
  expired: "was not live by `activateBefore`, and never will be",
  conflict: "can no longer go live as it is: what it touches was changed, or it is not valid any more",
  reverted: "was live, and what was before is live again",
} as const;

export type ProposalState = keyof typeof proposalStateMeanings;

export const proposalStates = Object.keys(proposalStateMeanings) as readonly ProposalState[];

/** States in which something is still to happen. */
export const unfinishedStates: ReadonlySet<ProposalState> = new Set(["open", "approved", "scheduled", "provisional"]);

/** States of a proposal of which nothing is live, and nothing will be as it is. */
const overStates: ReadonlySet<ProposalState> = new Set(["rejected", "withdrawn", "expired", "conflict", "reverted"]);

export const isOver = ({ state }: Pick<Proposal, "state">): boolean => overStates.has(state);

/** What can happen to a proposal. Each is an audit event. */
export const proposalSteps = [
  "proposed",
  "edited",
  "approved",
  "rejected",
  "withdrawn",
  "scheduled",
  "reopened",
  "activated",
  "confirmed",
  "superseded",
  "reverted",
  "expired",
  "conflict",
] as const;

export type ProposalStep = (typeof proposalSteps)[number];

/** `id` stays with one person or application, whose name may change. */
const personSchema = z.object({ id: z.string(), name: z.string() });

export type Person = z.infer<typeof personSchema>;

const approvalSchema = z.object({ by: personSchema, at: z.string(), comment: z.string().nullable() });

const stepSchema = z.object({
  step: z.enum(proposalSteps),
  /** A person's name; `schedule`, `probes` or `time` where nobody did it. */
  by: z.string(),
  at: z.string(),
  comment: z.string().nullable(),
  /** The state that it led to. */
  state: z.enum(proposalStates),
  /** What was approved, rejected and so on. */
  hash: z.string(),
  version: z.int().nullable(),
});

export type TakenStep = z.infer<typeof stepSchema>;

/** When a proposal goes live, and for how long at first. Instants are ISO 8601. */
export const timingSchema = z.object({
  activateAt: z.string().nullable(),
  activateBefore: z.string().nullable(),
  revertAfterS: z.int().nullable(),
  confirmBy: z.enum(["person", "expectations"]).nullable(),
});

export type Timing = z.infer<typeof timingSchema>;

/** A change that others look at before it goes live (contract section 10), without its operations. */
export const proposalSchema = z.object({
  id: z.string(),
  state: z.enum(proposalStates),
  /** Of everything that decides what goes live, and when: what an approval is for. */
  hash: z.string(),
  /** Counts the contents: each edit makes one. */
  revision: z.int(),
  author: personSchema,
  reason: z.string(),
  createdAt: z.string(),
  baseVersion: z.int(),
  ...timingSchema.shape,
  /** The incident for which the change is live already; then approvals come afterwards. */
  breakGlass: z.string().nullable(),
  approvalsNeeded: z.int(),
  approvals: z.array(approvalSchema),
  /** Whoever found it good while it was provisional; it is so as soon as the pointer says so. */
  confirmation: approvalSchema.nullable(),
  /** Since when somebody is making it live; they may have died. */
  goingLiveSince: z.string().nullable().default(null),
  /** The version that it went live as. */
  version: z.int().nullable(),
  revertAt: z.string().nullable(),
  /** Why it is in conflict. */
  errors: z.array(z.object({ path: z.string(), message: z.string() })),
  steps: z.array(stepSchema),
  /** The places of steps that the audit trail may not have. */
  unrecorded: z.array(z.int()),
});

export type Proposal = z.infer<typeof proposalSchema>;

/** A new proposal, but for what makes it that one. */
export const blankProposal = {
  ...{ state: "open", revision: 1, breakGlass: null, approvals: [], confirmation: null, goingLiveSince: null },
  ...{ activateAt: null, activateBefore: null, revertAfterS: null, confirmBy: null, revertAt: null },
  ...{ version: null, errors: [], steps: [], unrecorded: [] },
} satisfies Partial<Proposal>;

/** `etag` is that of its row: of two who change it at once, one succeeds. */
export type StoredProposal = Proposal & { readonly etag: string };

/** A proposal after a step. */
export const withStep = <Any extends Proposal>(
  proposal: Any,
  changes: Partial<Proposal>,
  { step, by, at, comment = null }: Pick<TakenStep, "step" | "by" | "at"> & { readonly comment?: string | null },
): Any => {
  const after = { ...proposal, ...changes };
  const { state, hash, version } = after;
  return {
    ...after,
    steps: [...proposal.steps, { step, by, at, comment, state, hash, version }],
    unrecorded: [...proposal.unrecorded, proposal.steps.length],
  };
};
