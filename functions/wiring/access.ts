import { localCaller } from "../../shared/identity/caller.ts";
import { makeEntraIdentify } from "../../shared/identity/entra-tokens.ts";
import { makeProbeCheck, type ProbeCheck } from "../../shared/identity/probe-marker.ts";
import { makeSeenSignatures } from "../../shared/identity/seen-signatures.ts";
import { makeSignatureCheck, type SignatureCheck } from "../../shared/identity/webhook-signature.ts";
import type { Log } from "../../shared/log.ts";
import type { Metrics } from "../../shared/telemetry/metrics.ts";
import { type Guard, type GuardDependencies, makeGuard } from "../edge/guard.ts";
import { makeSignedBodyReader, type ReadSignedBody, readUnsignedBody } from "../edge/signed-body.ts";
import type { Settings } from "../settings.ts";

/** Checks who may do what: the signalling layer by signature, all others by token. */
export type Access = {
  readonly readSignedBody: ReadSignedBody;
  /** Null if this app has no secret for probes. */
  readonly isProbe: ProbeCheck | null;
  readonly guard: Guard;
};

export type AccessDependencies = {
  readonly settings: Settings;
  readonly log: Log;
  readonly now: () => number;
  /** Monotonic, in milliseconds. */
  readonly clock: () => number;
  readonly onRefused: Metrics["refused"];
};

export function makeAccess({ settings, log, now, clock, onRefused }: AccessDependencies): Access {
  const check = signatureCheck(settings, now, clock);
  return {
    readSignedBody: check === null ? readUnsignedBody : makeSignedBodyReader({ check, onRefused }),
    isProbe: probeCheck(settings, now),
    guard: makeGuard({ ...identification(settings, clock), log, onRefused }),
  };
}

function probeCheck(settings: Settings, now: () => number): ProbeCheck | null {
  const { PROBE_SIGNING_SECRET: current, PROBE_SIGNING_SECRET_PREVIOUS: previous } = settings;
  if (current === undefined) return null;
  return makeProbeCheck({ secrets: previous === undefined ? [current] : [current, previous], now });
}

/** A token names the caller. With AUTHENTICATION=none Azure checks a function key instead, which names nobody. */
function identification(settings: Settings, clock: () => number): Pick<GuardDependencies, "authLevel" | "identify"> {
  const { AUTHENTICATION, ENTRA_AUTHORITY: authority, ENTRA_TENANT_ID: tenantId, ENTRA_AUDIENCE: audience } = settings;
  if (AUTHENTICATION === "none")
    return { authLevel: "function", identify: async () => ({ outcome: "identified", caller: localCaller }) };
  if (tenantId === undefined || audience === undefined) throw new Error("Entra ID is not configured");
  return { authLevel: "anonymous", identify: makeEntraIdentify({ authority, tenantId, audience }, clock) };
}

function signatureCheck(settings: Settings, now: () => number, clock: () => number): SignatureCheck | null {
  const { WEBHOOK_SIGNING_SECRET: current, WEBHOOK_SIGNING_SECRET_PREVIOUS: previous } = settings;
  if (current === undefined) return null;
  const secrets = new Map([["webhook-signature", current]]);
  if (previous !== undefined) secrets.set("webhook-signature-previous", previous);
  const versions = new Set(settings.WEBHOOK_SIGNATURES.split(","));
  return makeSignatureCheck({ secrets, versions, seen: makeSeenSignatures(clock), now });
}
