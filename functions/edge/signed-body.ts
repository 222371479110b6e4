import type { HttpRequest } from "@azure/functions";
import type { SignatureCheck } from "../../shared/identity/webhook-signature.ts";
import { whyUnreadable } from "../../shared/json/why-unreadable.ts";
import type { Metrics } from "../../shared/telemetry/metrics.ts";
import { readBytes } from "./read-bytes.ts";
import { type JsonBody, parseJson } from "./read-json.ts";

/** A body of the signalling layer. `sender` is the name of the secret that signed it; null if no signature is needed. */
export type SignedBody =
  | (JsonBody & { readonly sender: string | null })
  | { readonly outcome: "refused"; readonly reason: string };

/** How a body that is longer than it may be is made shorter, and how long it may be for that. */
export type Shortening = { readonly limitBytes: number; readonly shorten: (bytes: Uint8Array) => Uint8Array };

export type ReadSignedBody = (request: HttpRequest, limitBytes: number, shortening?: Shortening) => Promise<SignedBody>;

export const readUnsignedBody: ReadSignedBody = async (request, limitBytes, shortening) => {
  const bytes = await readBytes(request, shortening?.limitBytes ?? limitBytes);
  const body = bytes === null ? tooLarge : await parseWithin(bytes, request, { limitBytes, shortening });
  return { ...body, sender: null };
};

type Limits = { readonly limitBytes: number; readonly shortening: Shortening | undefined };

const tooLarge = { outcome: "too-large" } as const;

async function parseWithin(bytes: Uint8Array, request: HttpRequest, limits: Limits): Promise<JsonBody> {
  const { limitBytes, shortening } = limits;
  const kept = bytes.length > limitBytes && shortening !== undefined ? shortening.shorten(bytes) : bytes;
  return kept.length > limitBytes ? tooLarge : parseJson(kept, request.headers);
}

/** Reads JSON bodies with a valid signature. The signature is over the bytes as they were received. */
export const makeSignedBodyReader =
  ({ check, onRefused }: { readonly check: SignatureCheck; readonly onRefused: Metrics["refused"] }): ReadSignedBody =>
  async (request, limitBytes, shortening) => {
    const bytes = await readBytes(request, shortening?.limitBytes ?? limitBytes);
    if (bytes === null) return { outcome: "too-large", sender: null };
    // The sender signed a body that did not arrive: tell what is wrong with the body, not that the signature is wrong.
    if (bytes.length === 0)
      return { outcome: "unreadable", reason: whyUnreadable(request.headers, true), sender: null };
    const verdict = check(request, bytes);
    if (verdict.outcome === "genuine")
      return { ...(await parseWithin(bytes, request, { limitBytes, shortening })), sender: verdict.sender };
    onRefused("signature");
    return verdict;
  };
