import * as z from "zod";
import type { ZodOpenApiOperationObject, ZodOpenApiPathsObject } from "zod-openapi";
import { changeSetExample, detailText } from "./change-examples.ts";
import { triedSchema, unconfirmedSchema } from "./configuration-schemas.ts";
import { conflictSchema, damaged, guarded, notFound, ofBody, problemResponse, unreadable } from "./problems.ts";
import {
  proposalBodySchema,
  proposalPageSchema,
  proposalSchema,
  unfitSchema,
  wholeProposalSchema,
} from "./proposal-schemas.ts";
import { describeFields, type RequestSchemas } from "./requests.ts";
import { byRole } from "./security-schemes.ts";

const proposalExample = { ...changeSetExample, activateAt: "2026-11-30T02:00:00Z", revertAfterS: 600 };

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
  ...ofBody,
  200: { description: "The proposal afterwards.", headers: etag, ...json(proposalSchema) },
  403: problemResponse("The token lacks the app role; or it is one's own proposal, or not one's own."),
  404: notFound,
  409: problemResponse("Its state does not allow it, or it was edited after it was looked at.", unfitSchema),
} as const;

/** `isLive`: whether it looks at the active version, which may be damaged. */
type Action = {
  readonly operationId: string;
  readonly role: Parameters<typeof byRole>[0];
  readonly isLive: boolean;
};

/** One thing that is done with a proposal. */
const act = (
  requests: RequestSchemas,
  { operationId, role, isLive }: Action,
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
    responses: { ...actResponses, ...guarded, 403: actResponses[403], ...(isLive ? { 500: damaged } : {}) },
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
        ...ofBody,
        409: problemResponse(
          "Another version is active than the one that it was made for; or the active one is provisional, and about to go back.",
          conflictSchema,
        ),
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
  "/v1/config/proposals/{id}/approve": act(
    requests,
    { operationId: "approveProposal", role: "Config.Approve", isLive: true },
    ["Approve a proposal of somebody else", "The last approval that it needs makes it live, or schedules it."],
  ),
  "/v1/config/proposals/{id}/reject": act(
    requests,
    { operationId: "rejectProposal", role: "Config.Approve", isLive: false },
    [
      "Reject a proposal",
      "It never goes live. A change for an incident, which is live, stays; restore another version if it must go.",
    ],
  ),
  "/v1/config/proposals/{id}/withdraw": act(
    requests,
    { operationId: "withdrawProposal", role: "Config.Write", isLive: false },
    ["Withdraw one's own proposal", "Before it goes live."],
  ),
  "/v1/config/proposals/{id}/confirm": act(
    requests,
    { operationId: "confirmProposal", role: "Config.Approve", isLive: true },
    ["Keep a provisional version", "It does not go back by itself any more."],
  ),
});
