import { z } from "zod";

/** One row of a location-keyed table: where, and the number that is dialled for it. */
export const lookupRowSchema = z.strictObject({
  key: z.string().regex(/^[A-Za-z0-9+*._-]{1,64}$/, "must be 1 to 64 letters, digits or + * . _ -"),
  value: z.string().regex(/^[A-Za-z0-9+*#._-]{1,64}$/, "must be 1 to 64 letters, digits or + * # . _ -"),
});

export type LookupRow = z.infer<typeof lookupRowSchema>;
