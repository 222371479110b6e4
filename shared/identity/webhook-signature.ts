import { createHmac, timingSafeEqual } from "node:crypto";
import type { SeenSignatures } from "./seen-signatures.ts";

/** How far a signature's time may be from ours, either way. */
export const toleranceS = 300;

export type SignatureHeaders = { readonly get: (name: string) => string | null };

/** `sender`: which of the secrets it was signed with, for whoever rotates them. */
export type SignatureVerdict =
  | { readonly outcome: "genuine"; readonly sender: string }
  | { readonly outcome: "refused"; readonly reason: string };

export type SignatureCheck = (headers: SignatureHeaders, body: Uint8Array) => SignatureVerdict;

export type SignatureCheckDependencies = {
  /** By name; a request signed with any of them is genuine. */
  readonly secrets: ReadonlyMap<string, string>;
  readonly seen: SeenSignatures;
  /** In ms. */
  readonly now: () => number;
};

const seconds = /^[0-9]{1,12}$/;
const signature = /^v0=([0-9a-f]{64})$/i;

/**
 * Checks requests of the signalling layer: `x-signature: v0=<hex>` is HMAC-SHA256 (RFC 2104) over `v0:{timestamp}:{raw body}`,
 * `x-signature-timestamp` is in seconds. Takes as long for a wrong signature as for a right one, with whichever secret.
 */
export const makeSignatureCheck =
  ({ secrets, seen, now }: SignatureCheckDependencies): SignatureCheck =>
  (headers, body) => {
    const timestamp = headers.get("x-signature-timestamp");
    const given = signature.exec(headers.get("x-signature") ?? "")?.[1]?.toLowerCase();
    if (given === undefined || timestamp === null || !seconds.test(timestamp))
      return refused("a signature in x-signature and x-signature-timestamp is needed");
    const nowMs = now();
    if (Math.abs(nowMs / 1_000 - Number(timestamp)) > toleranceS)
      return refused(`the signature is not of the last or next ${toleranceS} s`);
    const sender = signerOf(Buffer.from(given, "hex"), timestamp, body, secrets);
    if (sender === null) return refused("the signature is not of this body and time");
    if (seen.isReplay(given, nowMs)) return refused("the signature was used before");
    return { outcome: "genuine", sender };
  };

/** Compares with every secret, even after one fits. */
function signerOf(
  given: Uint8Array,
  timestamp: string,
  body: Uint8Array,
  secrets: SignatureCheckDependencies["secrets"],
): string | null {
  let signer: string | null = null;
  for (const [name, secret] of secrets) {
    const expected = createHmac("sha256", secret).update(`v0:${timestamp}:`).update(body).digest();
    if (timingSafeEqual(given, expected)) signer ??= name;
  }
  return signer;
}

const refused = (reason: string): SignatureVerdict => ({ outcome: "refused", reason });
