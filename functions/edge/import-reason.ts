import * as z from "zod";

/** Why an import is made, in a query: one line. */
export const importReasonSchema = z
  .string()
  .trim()
  .min(1)
  .max(512)
  .regex(/^[^\p{Cc}\p{Surrogate}]*$/u, "must be one line of well-formed text, without control characters");
