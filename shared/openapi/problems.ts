import * as z from "zod";
import type { ZodOpenApiResponseObject } from "zod-openapi";
import type { InputFault } from "../input-fault.ts";

export const inputFaultSchema = z.object({
  path: z.string().describe("Where, such as `operations[0].item.shortCode` or `line 12`; empty for all of it."),
  message: z.string(),
}) satisfies z.ZodType<InputFault>;

/** Problem details (RFC 9457). */
export const problemSchema = z.object({
  type: z.literal("about:blank"),
  title: z.string().describe("The status phrase of RFC 9110."),
  status: z.int(),
  detail: z.string().describe("What went wrong, in plain words."),
  errors: z
    .array(inputFaultSchema)
    .max(100)
    .exactOptional()
    .describe("The faults of the input, if there are any; at most the first 100."),
  errorsCount: z.int().min(1).exactOptional().describe("How many faults there are in all."),
});

/** The answer to a change that was made for another version than the active one. */
export const conflictSchema = problemSchema.extend({
  activeVersion: z.int().min(0).describe("Look at what it changed, and make your change on it."),
});

/** An answer in problem details. `schema` describes further members. */
export const problemResponse = (description: string, schema: z.ZodType = problemSchema): ZodOpenApiResponseObject => ({
  description,
  content: { "application/problem+json": { schema } },
});

const shared = (id: string, description: string, headers?: z.ZodObject): ZodOpenApiResponseObject => ({
  ...problemResponse(description),
  ...(headers === undefined ? {} : { headers }),
  id,
});

export const unreadable = shared(
  "Unreadable",
  "The query or the body cannot be read. A parameter that is unknown, empty or given twice is a fault too. " +
    "Nothing was done; `errors` names every fault.",
);
export const forged = shared(
  "Forged",
  "The request has no valid signature. Without a body the answer comes from Azure: the function key is missing or wrong.",
);
export const notFound = shared("NotFound", "It does not exist, or no longer.");
export const tooLarge = shared("TooLarge", "The body is too large.");
export const otherType = shared(
  "OtherType",
  "The body is declared as another type than JSON (CSV with `format=csv`), as another charset than UTF-8, or as " +
    "compressed. `text/plain`, `application/x-www-form-urlencoded` and no type at all count as the right type.",
);
export const invalid = shared(
  "Invalid",
  "The content is not valid; nothing was stored. `errors` names the faults at once, each with its path, up to 100.",
);
export const damaged = shared(
  "Damaged",
  "The store holds something else than was written. Restoring another version replaces it.",
);

const unauthenticated = shared(
  "Unauthenticated",
  "The token is missing or not valid.",
  z.object({ "www-authenticate": z.string() }),
);
const forbidden = shared("Forbidden", "The token lacks the app role.");
const unavailable = shared(
  "Unavailable",
  "A store does not answer, tokens cannot be checked, or the instance is busy: try again later.",
  z.object({ "retry-after": z.int().describe("In seconds.") }),
);

/** What every operation can answer that takes a body of the configuration. */
export const ofBody = { 400: unreadable, 413: tooLarge, 415: otherType, 422: invalid } as const;

/** What every operation can answer that asks for a token. */
export const guarded = { 401: unauthenticated, 403: forbidden, 503: unavailable } as const;
