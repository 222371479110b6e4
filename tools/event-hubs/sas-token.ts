import { createHmac } from "node:crypto";
import { parse, unescape as percentDecode } from "node:querystring";
import * as z from "zod";
import { SHARED_ACCESS_KEY, SHARED_ACCESS_KEY_NAME } from "./connection-string.ts";
import { entityPath } from "./find-entity.ts";

/** What a token permits: everything at and under a path (the empty path is the whole namespace), until it expires. */
export type SasClaim =
  | { readonly valid: true; readonly path: string; readonly expiresMs: number }
  | { readonly valid: false; readonly reason: string };

const SCHEME = "SharedAccessSignature ";
const partsSchema = z.object({ sr: z.string(), sig: z.string(), se: z.string(), skn: z.string() });

/**
 * Checks a token `SharedAccessSignature sr=<resource>&sig=<signature>&se=<expiry, Unix seconds>&skn=<key name>`, all parts
 * percent-encoded. The signature is the HMAC-SHA256 of `sr`, as encoded in the token, a newline and `se`.
 */
export function checkSasToken(token: string): SasClaim {
  const parts = partsSchema.safeParse(splitWithoutDecoding(token.slice(SCHEME.length)));
  if (!token.startsWith(SCHEME) || !parts.success) return refused("The token is no SAS token.");
  const { sr, sig, se, skn } = parts.data;
  const keyName = percentDecode(skn);
  if (keyName !== SHARED_ACCESS_KEY_NAME) return refused(`There is no key named '${keyName}'.`);
  const expected = createHmac("sha256", SHARED_ACCESS_KEY).update(`${sr}\n${se}`).digest("base64");
  if (percentDecode(sig) !== expected) return refused("The token has an invalid signature.");
  const expiresMs = Number(se) * 1000;
  if (!(expiresMs > Date.now())) return refused("The token has expired.");
  return { valid: true, path: entityPath(percentDecode(sr)), expiresMs };
}

function splitWithoutDecoding(query: string) {
  return parse(query, "&", "=", { decodeURIComponent: (text) => text });
}

function refused(reason: string): SasClaim {
  return { valid: false, reason };
}
