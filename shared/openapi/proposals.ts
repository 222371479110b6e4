import * as z from "zod";
import type { ZodOpenApiOperationObject, ZodOpenApiPathsObject } from "zod-openapi";
import { proposalStateMeanings, proposalStates, proposalSchema as storedSchema } from "../config/proposals/proposal.ts";
import { proposedTimingSchema } from "../config/proposals/read-proposal.ts";
import { changeSetExample, detailText } from "./change-examples.ts";
import { changeSetSchema } from "./change-schemas.ts";
import { changeEffectSchema, triedSchema, unconfirmedSchema } from "./configuration-schemas.ts";
import { countField, hashField, instantField, versionField } from "./fields.ts";
import {
  conflictSchema,
  damaged,
  guarded,
  invalid,
  notFound,
  otherType,
  problemResponse,
  problemSchema,
  tooLarge,
  unreadable,
} from "./problems.ts";
import { describeFields, type RequestSchemas } from "./requests.ts";
import { byRole } from "./security-schemes.ts";

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

const unfitSchema = problemSchema.extend({ state: z.enum(proposalStates), hash: hashField });

export const proposalExample = { ...changeSetExample, activateAt: "2026-11-30T02:00:00Z", revertAfterS: 600 };

const json = (schema: z.ZodType) => ({ content: { "application/json": { schema } } });
const etag = z.object({ etag: z.string().describe("The hash in quotes.") });
const path = z.object({ id: z.guid().meta({ description: "The proposal's id." }) });
const header = z.object({
  "if-match": z
    .string()
    .optional()
    .meta({ description: "The ETag of what was looked at: 409 if it was edited meanwhile." }),
});
const proposalBody = {
  required: true,
  content: { "application/json": { schema: proposalBodySchema, examples: { "at-night": { value: proposalExample } } } },
};

const actResponses = {
  200: { description: "The proposal afterwards.", headers: etag, ...json(proposalSchema) },
  400: unreadable,
  403: problemResponse("The token lacks the app role; or it is one's own proposal, or not one's own."),
  404: notFound,
  409: problemResponse("Its state does not allow it, or it was edited after it was looked at.", unfitSchema),
  413: tooLarge,
  415: otherType,
  422: invalid,
} as const;

/** One thing that is done with a proposal. */
const act = (
  requests: RequestSchemas,
  operationId: string,
  role: Parameters<typeof byRole>[0],
  [summary, description]: readonly [string, string],
): { readonly post: ZodOpenApiOperationObject } => ({
  post: {
    operationId,
    tags: ["Configuration"],
    summary,
    description,
    security: byRole(role),
    requestParams: { path, header },
    requestBody: {
      required: true,
      content: {
        "application/json": {
          schema: describeFields(requests.remarkBody, { comment: "For the proposal and the audit trail." }),
          examples: { remark: { value: { comment: "looked at it with the network team" } } },
        },
      },
    },
    responses: { ...actResponses, ...guarded, 403: actResponses[403] },
  },
});

/** Changes that others look at before they go live. */
export const proposalPaths = (requests: RequestSchemas): ZodOpenApiPathsObject => ({
  "/v1/config/proposals": {
    get: {
      operationId: "listProposals",
      tags: ["Configuration"],
      summary: "List proposals",
      security: byRole("Config.Read"),
      requestParams: {
        query: describeFields(requests.proposalsQuery, {
          state: "Only those in this state.",
          limit: "How many at most.",
          continuationToken: "As the page before has it.",
        }),
      },
      responses: {
        200: { description: "Without what they hold.", ...json(proposalPageSchema) },
        400: unreadable,
        ...guarded,
      },
    },
    post: {
      operationId: "proposeChange",
      tags: ["Configuration"],
      summary: "Propose a change, for others to approve",
      description:
        "Validated, simulated and confirmed as a change is, now and again when it goes live. It goes live as soon as it has the " +
        "approvals that the change policy asks for, or at `activateAt`. If the policy asks for none, that is at once.",
      security: byRole("Config.Write"),
      requestParams: {
        query: describeFields(requests.changeQuery, {
          dryRun: "`true`: do everything but store it.",
          detail: detailText,
        }),
      },
      requestBody: proposalBody,
      responses: {
        200: {
          description: "The same author has proposed the same before; or a dry run.",
          headers: etag.partial(),
          ...json(z.union([wholeProposalSchema, triedSchema])),
        },
        201: {
          description: "It is proposed, and perhaps live.",
          headers: etag.extend({ location: z.string().describe("The path of the proposal.") }),
          ...json(wholeProposalSchema),
        },
        400: unreadable,
        409: problemResponse("Another version is active than the one that it was made for.", conflictSchema),
        413: tooLarge,
        415: otherType,
        422: invalid,
        428: problemResponse("It is dangerous, and `confirm` does not name all of its dangers.", unconfirmedSchema),
        500: damaged,
        ...guarded,
      },
    },
  },
  "/v1/config/proposals/{id}": {
    get: {
      operationId: "readProposal",
      tags: ["Configuration"],
      summary: "Read a proposal",
      security: byRole("Config.Read"),
      requestParams: { path },
      responses: {
        200: { description: "The proposal whole.", headers: etag, ...json(wholeProposalSchema) },
        400: unreadable,
        404: notFound,
        ...guarded,
      },
    },
  },
  "/v1/config/proposals/{id}/edit": {
    post: {
      operationId: "editProposal",
      tags: ["Configuration"],
      summary: "Edit one's own proposal, which loses its approvals",
      security: byRole("Config.Write"),
      requestParams: { path, header },
      requestBody: proposalBody,
      responses: {
        ...actResponses,
        409: problemResponse(
          "Its state does not allow it, it was edited meanwhile, or another version is active than the one that it was made for.",
          z.union([unfitSchema, conflictSchema]),
        ),
        428: problemResponse("It is dangerous, and `confirm` does not name all of its dangers.", unconfirmedSchema),
        500: damaged,
        ...guarded,
        403: actResponses[403],
      },
    },
  },
  "/v1/config/proposals/{id}/approve": act(requests, "approveProposal", "Config.Approve", [
    "Approve a proposal of somebody else",
    "The last approval that it needs makes it live, or schedules it.",
  ]),
  "/v1/config/proposals/{id}/reject": act(requests, "rejectProposal", "Config.Approve", [
    "Reject a proposal",
    "It never goes live. A change for an incident, which is live, stays; restore another version if it must go.",
  ]),
  "/v1/config/proposals/{id}/withdraw": act(requests, "withdrawProposal", "Config.Write", [
    "Withdraw one's own proposal",
    "Before it goes live.",
  ]),
  "/v1/config/proposals/{id}/confirm": act(requests, "confirmProposal", "Config.Approve", [
    "Keep a provisional version",
    "It does not go back by itself any more.",
  ]),
});
