import type { errors, JWTPayload } from "jose";
import * as z from "zod";
import { DependencyError } from "../dependency-error.ts";
import { type AppRole, appRoles, type Caller, type Identified, type Identify } from "./caller.ts";
import { makeTenantKeys } from "./tenant-keys.ts";

/** The tenant that issues the tokens, and the application that they are for. */
export type EntraSettings = {
  /** `https://login.microsoftonline.com`, or that of a national cloud. */
  readonly authority: string;
  readonly tenantId: string;
  /** The application's client id: what version 2.0 tokens carry in `aud`. */
  readonly audience: string;
};

type Jose = typeof import("jose");

const clockToleranceS = 60;

const bearer = /^Bearer +([A-Za-z0-9._~+/-]+=*)$/i;

/** The claims that identify the caller (Microsoft identity platform, access token claims). */
const claimsSchema = z.looseObject({
  oid: z.string().min(1).max(64),
  ver: z.literal("2.0"),
  roles: z.array(z.string()).default([]),
  preferred_username: z.string().max(256).optional(),
  // Access tokens name the application that asks; ID tokens, which are for nobody but that application, do not.
  azp: z.string().min(1).max(64),
});

/**
 * Reads access tokens of Entra ID (version 2.0): checks the signature by the tenant's published keys, issuer, audience and
 * times. Only RS256 is tried, so that neither `none` nor a public key used as a shared secret gets through. `clockMs` is
 * monotonic.
 */
export function makeEntraIdentify({ authority, tenantId, audience }: EntraSettings, clockMs: () => number): Identify {
  const issuer = `${authority}/${tenantId}/v2.0`;
  let loading: Promise<{ readonly jose: Jose; readonly keys: ReturnType<typeof makeTenantKeys> }> | null = null;

  const load = async () => {
    const jose = await import("jose");
    const url = new URL(`${authority}/${tenantId}/discovery/v2.0/keys`);
    return { jose, keys: makeTenantKeys(url, jose, clockMs) };
  };

  return async (authorization) => {
    if (authorization === null) return refused("an access token is needed, as Authorization: Bearer");
    const token = bearer.exec(authorization)?.[1];
    if (token === undefined) return refused("the header Authorization holds no bearer token");
    loading ??= load();
    const { jose, keys } = await loading;
    try {
      const { payload } = await jose.jwtVerify(token, keys, {
        issuer,
        audience,
        algorithms: ["RS256"],
        requiredClaims: ["exp", "iat"],
        clockTolerance: clockToleranceS,
      });
      return readClaims(payload);
    } catch (error) {
      if (isOfTheToken(error, jose)) return refused(reasonOf(error, jose));
      throw new DependencyError("fetch the keys that tokens are signed with", true, error);
    }
  };
}

/** Own texts: those of the library quote parts of the token. */
const reasons: Readonly<Record<string, string>> = {
  ERR_JWT_EXPIRED: "the token has expired",
  ERR_JWS_SIGNATURE_VERIFICATION_FAILED: "the token's signature is not genuine",
  ERR_JWKS_NO_MATCHING_KEY: "the token is signed with a key that the tenant does not have",
  ERR_JOSE_ALG_NOT_ALLOWED: "the token must be signed with RS256",
  ERR_JWS_INVALID: "the token is not a JSON Web Token",
  ERR_JWT_INVALID: "the token is not a JSON Web Token",
};

/** The same for claims that do not fit. */
const claimReasons: Readonly<Record<string, string>> = {
  iss: "the token is not of this tenant, or not of version 2.0",
  aud: "the token is for another application",
  nbf: "the token is not valid yet",
};

function reasonOf(error: errors.JOSEError, { errors }: Jose): string {
  const claim = error instanceof errors.JWTClaimValidationFailed ? claimReasons[error.claim] : undefined;
  return claim ?? reasons[error.code] ?? "the token is not one that is taken here";
}

/** Whether the token is at fault, rather than the server that publishes the keys. */
const isOfTheToken = (error: unknown, { errors }: Jose): error is errors.JOSEError =>
  error instanceof errors.JOSEError &&
  !(error instanceof errors.JWKSTimeout) &&
  !(error instanceof errors.JWKSInvalid) &&
  // jose throws the base class for an answer that is no key set, and for nothing else.
  error.code !== errors.JOSEError.code;

function readClaims(payload: JWTPayload): Identified {
  const read = claimsSchema.safeParse(payload);
  if (!read.success) return refused("the token does not say whose it is; version 2.0 access tokens are taken");
  const { oid, roles, preferred_username: user, azp } = read.data;
  const caller: Caller = {
    id: oid,
    // Names change hands; the object id stays with one person or application.
    name: `${user ?? `application ${azp}`} (${oid})`.replace(/[\p{Cc}\p{Cf}]/gu, ""),
    roles: new Set(roles.filter(isAppRole)),
    isAuthenticated: true,
  };
  return { outcome: "identified", caller };
}

const isAppRole = (role: string): role is AppRole => (appRoles as readonly string[]).includes(role);

const refused = (reason: string): Identified => ({ outcome: "refused", reason });
