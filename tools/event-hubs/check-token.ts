import { createHmac } from "node:crypto";
import { parse, unescape as percentDecode } from "node:querystring";
import * as z from "zod";
import { SHARED_ACCESS_KEY, SHARED_ACCESS_KEY_NAME } from "./connection-string.ts";
import { entityPath } from "./find-entity.ts";

/** What a token permits: everything at and under a path (the empty path is the whole namespace), until it expires. */
export type Claim =
  | { readonly valid: true; readonly path: string; readonly expiresMs: number }
  | { readonly valid: false; readonly reason: string };

const scheme = "SharedAccessSignature ";
const partsSchema = z.object({ sr: z.string(), sig: z.string(), se: z.string(), skn: z.string() });

/**
 * Checks a token `SharedAccessSignature sr=<resource>&sig=<signature>&se=<expiry, Unix seconds>&skn=<key name>`, all parts
 * percent-encoded. The signature is the HMAC-SHA256 of `sr`, as encoded in the token, a newline and `se`.
 */
export function checkSasToken(token: string): Claim {
  const parts = partsSchema.safeParse(splitWithoutDecoding(token.slice(scheme.length)));
  if (!token.startsWith(scheme) || !parts.success) return refused("The token is no SAS token.");
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

const audiences = ["https://eventhubs.azure.net", "https://eventhubs.azure.net/"];
const claimsSchema = z.object({ aud: z.string(), nbf: z.number().default(0), exp: z.number() });

/**
 * Checks audience and times of an Entra ID token (RFC 7519), but not its signature, as Azurite does. It permits the whole
 * namespace, as a role in Entra ID does.
 */
export function checkJwt(token: string): Claim {
  const claims = claimsSchema.safeParse(payloadOf(token));
  if (!claims.success) return refused("The token is no JSON Web Token with an audience and an end.");
  const { aud, nbf, exp } = claims.data;
  if (!audiences.includes(aud)) return refused(`The token is for '${aud}', not for Event Hubs.`);
  const nowS = Date.now() / 1000;
  if (nbf > nowS || exp <= nowS) return refused("The token has expired, or is not valid yet.");
  return { valid: true, path: "", expiresMs: exp * 1000 };
}

function payloadOf(token: string): unknown {
  const [, payload = ""] = token.split(".");
  try {
    return JSON.parse(Buffer.from(payload, "base64url").toString("utf8"));
  } catch {
    return null;
  }
}

const refused = (reason: string): Claim => ({ valid: false, reason });
