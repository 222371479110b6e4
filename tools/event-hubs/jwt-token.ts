import * as z from "zod";
import type { SasClaim } from "./sas-token.ts";

const audiences = z.enum(["https://eventhubs.azure.net", "https://eventhubs.azure.net/"]);
const claimsSchema = z.object({ aud: z.string(), nbf: z.number().default(0), exp: z.number() });

/**
 * Checks a token of Entra ID (RFC 7519) as far as Azurite does: whom it is for and whether it is good now, not who signed it.
 * It permits the whole namespace, as a role there does.
 */
export function checkJwt(token: string): SasClaim {
  const claims = claimsSchema.safeParse(payloadOf(token));
  if (!claims.success) return refused("The token is no JSON Web Token with an audience and an end.");
  const { aud, nbf, exp } = claims.data;
  if (!audiences.safeParse(aud).success) return refused(`The token is for '${aud}', not for Event Hubs.`);
  const nowS = Date.now() / 1000;
  if (nbf > nowS || exp <= nowS) return refused("The token has expired, or is not good yet.");
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

const refused = (reason: string): SasClaim => ({ valid: false, reason });
