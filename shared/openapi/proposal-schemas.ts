import * as z from "zod";
import { proposalStateMeanings, proposalStates, proposalSchema as storedSchema } from "../config/proposals/proposal.ts";
import { proposedTimingSchema } from "../config/proposals/read-proposal.ts";
import { changeSetSchema } from "./change-schemas.ts";
import { changeEffectSchema } from "./configuration-schemas.ts";
import { countField, hashField, instantField, versionField } from "./fields.ts";
import { problemSchema } from "./problems.ts";

const { revertAfterS, confirmBy } = proposedTimingSchema.shape;
const instantIn = (text: string) => z.iso.datetime({ offset: true }).nullable().default(null).describe(text);

/** What is sent. */
export const proposalBodySchema = changeSetSchema.omit({ breakGlass: true }).extend({
  activateAt: instantIn("When it goes live; at once if left out."),
  activateBefore: instantIn("If it is not live by then, it never will be."),
  revertAfterS: revertAfterS.describe("It goes back by itself after so many seconds, unless it is confirmed."),
  confirmBy: confirmBy.describe(
    "Who confirms it: a `person` (the default), or `expectations`: probes of all of them that succeeded at every front door.",
  ),
});

const remarkFields = { by: z.string(), at: instantField, comment: z.string().nullable() };

const stateText = Object.entries(proposalStateMeanings)
  .map(([state, meaning]) => `\`${state}\`: ${meaning}.`)
  .join(" ");

/** A proposal without what it holds. */
export const proposalSchema = z.object({
  id: z.guid(),
  state: z.enum(proposalStates).describe(stateText),
  hash: hashField.describe(
    "Of everything that decides what goes live, and when: what an approval is for. The ETag has it too.",
  ),
  revision: countField.describe("Counts the contents: each edit makes one."),
  author: z.string(),
  reason: z.string(),
  createdAt: instantField,
  baseVersion: versionField.describe("The version that it was made for."),
  activateAt: instantField.nullable(),
  activateBefore: instantField.nullable(),
  revertAfterS: z.int().nullable(),
  confirmBy: z.enum(["person", "expectations"]).nullable(),
  breakGlass: z
    .string()
    .nullable()
    .describe("The incident for which it is live already; then it is to be approved afterwards."),
  approvalsNeeded: countField,
  approvals: z.array(z.object(remarkFields)),
  confirmation: z.object(remarkFields).nullable(),
  version: versionField.nullable().describe("The version that it went live as."),
  revertAt: instantField.nullable().describe("When it goes back by itself."),
  errors: storedSchema.shape.errors.describe("Why it is in conflict; the first 20."),
  steps: storedSchema.shape.steps.describe("What happened to it, the oldest first."),
});

/** A proposal whole, with what it would have done when it was made. */
export const wholeProposalSchema = z.object({
  ...proposalSchema.shape,
  ...changeEffectSchema.omit({ hash: true, baseVersion: true, approvalsNeeded: true }).exactPartial().shape,
  contentHash: hashField.exactOptional().describe("Of the configuration that would have resulted."),
  confirm: z.array(z.string()),
  operations: z.array(z.unknown()).describe("As they were sent; none of a change for an incident."),
});

export const proposalPageSchema = z.object({
  proposals: z.array(proposalSchema).describe("Newest first."),
  continuationToken: z.string().nullable().describe("Send it for the next page; null on the last one."),
});

/** The answer to what the state of a proposal does not allow. */
export const unfitSchema = problemSchema.extend({ state: z.enum(proposalStates), hash: hashField });
