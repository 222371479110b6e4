import * as z from "zod";
import type { InputFault } from "../input-fault.ts";

export const inputFaultSchema = z.object({
  path: z.string().describe("Where, such as `operations[0].item.shortCode` or `line 12`; empty for all of it."),
  message: z.string(),
}) satisfies z.ZodType<InputFault>;

/** Problem details (RFC 9457). */
export const problemSchema = z.object({
  type: z.literal("about:blank"),
  title: z.string().describe("The same for every problem of this status."),
  status: z.int(),
  detail: z.string().describe("What it is in this case, in plain words."),
  errors: z
    .array(inputFaultSchema)
    .max(100)
    .exactOptional()
    .describe("The faults of the input, where it was at fault: all of them, or the first 100."),
  errorsCount: z.int().min(1).exactOptional().describe("How many faults there are in all."),
});

/** The answer to a change that was made for another version than the active one. */
export const conflictSchema = problemSchema.extend({
  activeVersion: z.int().min(0).describe("Look at what it changed, and make your change on it."),
});
