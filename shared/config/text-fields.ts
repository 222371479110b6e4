import * as z from "zod";

/** An instant as items write it: UTC, with milliseconds. */
export const instant = z.iso.datetime({ precision: 3 });

/** Free text. The store would change a lone surrogate, and the version's hash would no longer match. */
export const remark = (maxLength: number) =>
  z
    .string()
    .max(maxLength)
    .regex(/^\P{Surrogate}*$/u, "must be well-formed text");

/** Text exactly as a call has it: a customer or a Call-ID, which need not be a name. */
export const exactText = (maxLength: number) =>
  remark(maxLength)
    .min(1)
    .regex(/^\P{Cc}*$/u, "must not hold control characters");
