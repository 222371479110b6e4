import * as z from "zod";

/** A column that holds JSON as text, parsed; a fault where it does not. `pipe` the schema of what it says. */
export const jsonColumn = z.string().transform((text, context): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    context.addIssue("is not JSON");
    return z.NEVER;
  }
});
