import * as z from "zod";

/** A name given by the operator: a table key, a header-safe word, and short enough to read. */
export const nameSchema = z
  .string()
  .regex(
    /^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,62}[A-Za-z0-9])?$/,
    "must be 1 to 64 letters, digits, dots, dashes or underscores",
  );

/** What makes a request a request (RFC 3261, 8.1.1), where it goes and what it carries; with the compact forms. */
const ownFields = new Set(
  "call-id,contact,content-length,content-type,cseq,from,i,f,t,v,m,c,l,max-forwards,record-route,route,to,via".split(
    ",",
  ),
);

/** A header field name (RFC 3261, 25.1: token). Fields that the signalling layer itself must own are not for routes to set. */
export const headerNameSchema = z
  .string()
  .regex(/^[A-Za-z0-9\-.!%*_+`'~]{1,64}$/, "must be a SIP header field name")
  .refine((name) => !ownFields.has(name.toLowerCase()), "is a field that the signalling layer writes itself");

/** One line of printable text: nothing in it can end a header or begin another. */
export const headerValueSchema = z
  .string()
  .max(256)
  .regex(/^[\x20-\x7e]*$/, "must be one line of printable ASCII");
