import { createHmac, timingSafeEqual } from "node:crypto";
import type { SeenSignatures } from "./seen-signatures.ts";

/** How far a signature's time may be from ours, either way. */
export const toleranceS = 300;

/** How a signature is made: `v0` over time and body, `v1` over method and path as well. */
export const signatureVersions = ["v0", "v1"] as const;

export type SignatureVersion = (typeof signatureVersions)[number];

/** What a signature covers besides the body. */
export type SignedRequest = {
  readonly method: string;
  readonly url: string;
  readonly headers: { readonly get: (name: string) => string | null };
};

/** `sender`: which of the secrets it was signed with, for operators who rotate them. */
export type SignatureVerdict =
  | { readonly outcome: "genuine"; readonly sender: string }
  | { readonly outcome: "refused"; readonly reason: string };

export type SignatureCheck = (request: SignedRequest, body: Uint8Array) => SignatureVerdict;

export type SignatureCheckDependencies = {
  /** By name; a request signed with any of them is genuine. */
  readonly secrets: ReadonlyMap<string, string>;
  /** The versions that are accepted. */
  readonly versions: ReadonlySet<string>;
  readonly seen: SeenSignatures;
  /** The wall clock, in milliseconds since the epoch: senders sign their wall-clock time. */
  readonly now: () => number;
};

const seconds = /^[0-9]{1,12}$/;
const signature = /^(v[01])=([0-9a-f]{64})$/i;

/**
 * Checks requests of the signalling layer: `x-signature: v0=<hex>` is HMAC-SHA256 (RFC 2104) over `v0:{timestamp}:{raw body}`,
 * `v1=<hex>` over `v1:{timestamp}:{METHOD} {path}:{raw body}`, so that it is good for no other route; `x-signature-timestamp` is
 * in seconds. Takes as long for a wrong signature as for a right one, with whichever secret.
 */
export const makeSignatureCheck =
  ({ secrets, versions, seen, now }: SignatureCheckDependencies): SignatureCheck =>
  (request, body) => {
    const timestamp = request.headers.get("x-signature-timestamp");
    const [, version = "", hex = ""] = signature.exec(request.headers.get("x-signature")?.toLowerCase() ?? "") ?? [];
    if (hex === "" || timestamp === null || !seconds.test(timestamp))
      return refused("a signature in x-signature and x-signature-timestamp is needed");
    if (!versions.has(version)) return refused("a signature over method and path is needed, as x-signature: v1=<hex>");
    if (Math.abs(now() / 1_000 - Number(timestamp)) > toleranceS)
      return refused(`the signature is not of the last or next ${toleranceS} s`);
    const head = version === "v1" ? `v1:${timestamp}:${targetOf(request)}:` : `v0:${timestamp}:`;
    const sender = signerOf(Buffer.from(hex, "hex"), head, body, secrets);
    if (sender === null) return refused(notGenuine[version === "v1" ? "v1" : "v0"]);
    if (seen.isReplay(hex)) return refused("the signature was used before");
    return { outcome: "genuine", sender };
  };

const notGenuine: Readonly<Record<SignatureVersion, string>> = {
  v0: "the signature is not of this body and time",
  v1: "the signature is not of this method, path, body and time",
};

const targetOf = ({ method, url }: SignedRequest): string => `${method.toUpperCase()} ${new URL(url).pathname}`;

/** Compares with every secret, even after one fits. */
function signerOf(
  given: Uint8Array,
  head: string,
  body: Uint8Array,
  secrets: SignatureCheckDependencies["secrets"],
): string | null {
  let signer: string | null = null;
  for (const [name, secret] of secrets) {
    const expected = createHmac("sha256", secret).update(head).update(body).digest();
    if (timingSafeEqual(given, expected)) signer ??= name;
  }
  return signer;
}

const refused = (reason: string): SignatureVerdict => ({ outcome: "refused", reason });
