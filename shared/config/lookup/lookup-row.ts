import * as z from "zod";

const keyPattern = /^[A-Za-z0-9+*._-]{1,64}$/;
const valuePattern = /^[A-Za-z0-9+*#._-]{1,64}$/;

/** One row of a location-keyed table: where, and the number that is dialled for it. */
export const lookupRowSchema = z.strictObject({
  key: z.string().regex(keyPattern, "must be 1 to 64 letters, digits or + * . _ -"),
  value: z.string().regex(valuePattern, "must be 1 to 64 letters, digits or + * # . _ -"),
});

export type LookupRow = z.infer<typeof lookupRowSchema>;

/** What the schema asks of a row, told at once: a table has tens of thousands of them, and nearly all are right. */
export const isLookupRow = (value: unknown): value is LookupRow =>
  typeof value === "object" &&
  value !== null &&
  Object.keys(value).length === 2 &&
  "key" in value &&
  "value" in value &&
  typeof value.key === "string" &&
  typeof value.value === "string" &&
  keyPattern.test(value.key) &&
  valuePattern.test(value.value);
