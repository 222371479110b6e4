import * as z from "zod";

/** A name that the operator gives an item: safe as a table key and in a header. */
export const nameSchema = z
  .string()
  .regex(
    /^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,62}[A-Za-z0-9])?$/,
    "must be 1 to 64 letters, digits, dots, dashes or underscores",
  );

/** Header fields that the signalling layer must set itself (RFC 3261, 8.1.1), with their compact forms. */
const reservedFields = new Set(
  "call-id,contact,content-length,content-type,cseq,from,i,f,t,v,m,c,l,max-forwards,record-route,route,to,via".split(
    ",",
  ),
);

/** A header field name (RFC 3261, 25.1: token) that a route may set. */
export const headerNameSchema = z
  .string()
  .regex(/^[A-Za-z0-9\-.!%*_+`'~]{1,64}$/, "must be a SIP header field name")
  .refine((name) => !reservedFields.has(name.toLowerCase()), "is a field that the signalling layer writes itself");

/** One line of printable ASCII, so that it cannot end a header or begin another. */
export const headerValueSchema = z
  .string()
  .max(256)
  .regex(/^[\x20-\x7e]*$/, "must be one line of printable ASCII");
