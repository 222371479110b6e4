import * as z from "zod";
import { auditEventTypes } from "../../shared/audit/audit-event.ts";
import { exportFormats } from "../../shared/audit/trail/export-trail.ts";
import type { TrailQuery } from "../../shared/audit/trail/trail-query.ts";
import { callClasses } from "../../shared/recognition/classes.ts";
import { flagWords, isFlag } from "../../shared/recognition/flags.ts";
import { normaliseParty } from "../../shared/recognition/normalise-party.ts";
import { callSetupFields } from "../../shared/recognition/read-call-setup.ts";
import { wholeNumber } from "../../shared/whole-number.ts";

const longestWindowDays = 31;
const dayMs = 86_400_000;

const writtenInstant = /^2\d{3}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

/** Written the one way in which positions in the trail are: their order as text is their order in time. */
const instant = z.iso
  .datetime({ offset: true, error: ({ input }) => `must be an instant such as 2026-11-22T12:00:00Z${plusHint(input)}` })
  .transform((text) => new Date(text).toISOString())
  .refine((text) => writtenInstant.test(text), "must be in this millennium");

/** A "+" in a query is a blank. */
const plusHint = (input: unknown): string =>
  typeof input === "string" && / \d\d:?\d\d$/.test(input) ? "; write the + of a zone as %2B" : "";

const plainText = (longest: number) =>
  z
    .string()
    .min(1)
    .max(longest)
    .regex(/^\P{Cc}*$/u, "must not hold control characters");

const { callId } = callSetupFields;

/** As the webhook takes it, so that whatever was called with can be asked for; a text of which nothing is left names nobody. */
const namesCaller = (text: string): boolean =>
  callSetupFields.callingParty.safeParse(text).success && normaliseParty(text).text !== "";

const filters = {
  territory: z
    .string()
    .regex(/^[A-Za-z]{2}$/, "must be an ISO 3166-1 alpha-2 code")
    .toUpperCase()
    .optional(),
  class: z.enum(callClasses).optional(),
  tenant: plainText(64).optional(),
  type: z.enum(auditEventTypes).optional(),
  flag: z
    .string()
    .max(100)
    .refine(isFlag, `must be one of ${flagWords.join(", ")}`)
    .optional(),
  ingress: plainText(64).optional(),
  shortCode: z
    .string()
    .regex(/^[0-9*#]{1,32}$/, "must be a short code such as 999, without calling code")
    .optional(),
  callingParty: z
    .string()
    .max(1024)
    .refine(namesCaller, "must be a number in any spelling, a sip: or tel: address, or anonymous")
    .optional(),
};

const anyWindow = { from: instant.optional(), to: instant.optional() };

type AnyWindow = { readonly from?: string | undefined; readonly to?: string | undefined };

/** Without a call both ends are needed, at most so many days apart: what a request looks at must have a bound. */
function checkWindow(given: AnyWindow & { readonly callId?: string | undefined }, context: z.RefinementCtx): void {
  const fault = (path: "from" | "to", message: string) => context.addIssue({ code: "custom", path: [path], message });
  const { from, to } = given;
  const isOfCall = given.callId !== undefined;
  if (from === undefined && !isOfCall) fault("from", "is needed unless callId is given");
  if (to === undefined && !isOfCall) fault("to", "is needed unless callId is given");
  if (from === undefined || to === undefined || !writtenInstant.test(from) || !writtenInstant.test(to)) return;
  if (from >= to) fault("to", "must be after from");
  else if (!isOfCall && Date.parse(to) - Date.parse(from) > longestWindowDays * dayMs)
    fault("to", `must be at most ${longestWindowDays} days after from unless callId is given`);
}

export const eventsQuery = z
  .strictObject({
    ...anyWindow,
    ...filters,
    callId: callId.optional(),
    limit: wholeNumber(1, 1_000).default(100),
    continuationToken: z.string().max(2_000).optional(),
  })
  .superRefine(checkWindow);

export const exportQuery = z
  .strictObject({
    ...anyWindow,
    ...filters,
    callId: callId.optional(),
    format: z.enum(exportFormats).default("ndjson"),
  })
  .superRefine(checkWindow);

export const callQuery = z.strictObject({ callId });

export const verificationQuery = z.strictObject({ from: instant, to: instant }).superRefine(checkWindow);

/** The trail's own form of a query that was found valid. */
export function toTrailQuery(query: z.infer<typeof eventsQuery> | z.infer<typeof exportQuery>): TrailQuery {
  const { from, to, territory, tenant, type, flag, ingress, shortCode, callingParty } = query;
  const asked = { territory, class: query.class, tenant, type, flag, ingress, shortCode, callingParty };
  if (query.callId !== undefined) return { filters: asked, callId: query.callId, from: from ?? null, to: to ?? null };
  return { filters: asked, callId: null, from: from ?? "", to: to ?? "" };
}
