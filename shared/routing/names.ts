import { z } from "zod";

/** A name given by the operator: a table key, a header-safe word, and short enough to read. */
export const nameSchema = z
  .string()
  .regex(
    /^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,62}[A-Za-z0-9])?$/,
    "must be 1 to 64 letters, digits, dots, dashes or underscores",
  );

/** A header field name (RFC 3261, 25.1: token). Fields that the signalling layer itself must own are not for routes to set. */
export const headerNameSchema = z.string().regex(/^[A-Za-z0-9\-.!%*_+`'~]{1,64}$/, "must be a SIP header field name");

/** One line of printable text: nothing in it can end a header or begin another. */
export const headerValueSchema = z
  .string()
  .max(256)
  .regex(/^[\x20-\x7e]*$/, "must be one line of printable ASCII");
