import * as z from "zod";
import { exportFormats } from "../../shared/audit/trail/export-trail.ts";
import { filterShape, filtersSchema, type TrailQuery } from "../../shared/audit/trail/trail-query.ts";
import { callSetupFields } from "../../shared/recognition/call-setup-fields.ts";
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

const { callId } = callSetupFields;

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
    ...filterShape,
    callId: callId.optional(),
    limit: wholeNumber(1, 1_000).default(100),
    continuationToken: z.string().max(2_000).optional(),
  })
  .superRefine(checkWindow);

export const exportQuery = z
  .strictObject({
    ...anyWindow,
    ...filterShape,
    callId: callId.optional(),
    format: z.enum(exportFormats).default("ndjson"),
  })
  .superRefine(checkWindow);

export const callQuery = z.strictObject({ callId });

export const verificationQuery = z.strictObject({ from: instant, to: instant }).superRefine(checkWindow);

/** The trail's own form of a query that was found valid. */
export function toTrailQuery(query: z.infer<typeof eventsQuery> | z.infer<typeof exportQuery>): TrailQuery {
  const { from, to, callId } = query;
  const filters = filtersSchema.parse(query);
  if (callId !== undefined) return { filters, callId, from: from ?? null, to: to ?? null };
  return { filters, callId: null, from: from ?? "", to: to ?? "" };
}
