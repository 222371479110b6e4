import type { HttpRequest } from "@azure/functions";
import type { SignatureCheck } from "../../shared/identity/webhook-signature.ts";
import { whyUnreadable } from "../../shared/json/why-unreadable.ts";
import type { Metrics } from "../../shared/telemetry/metrics.ts";
import { readBytes } from "./read-bytes.ts";
import { type JsonBody, parseJson, readJson } from "./read-json.ts";

/** A body of the signalling layer. `sender` is the name of the secret that signed it; null if no signature is needed. */
export type SignedBody =
  | (JsonBody & { readonly sender: string | null })
  | { readonly outcome: "refused"; readonly reason: string };

export type ReadSignedBody = (request: HttpRequest, limitBytes: number) => Promise<SignedBody>;

export const readUnsignedBody: ReadSignedBody = async (request, limitBytes) => ({
  ...(await readJson(request, limitBytes)),
  sender: null,
});

/** Reads JSON bodies with a valid signature. The signature is over the bytes as they were received. */
export const makeSignedBodyReader =
  ({ check, onRefused }: { readonly check: SignatureCheck; readonly onRefused: Metrics["refused"] }): ReadSignedBody =>
  async (request, limitBytes) => {
    const bytes = await readBytes(request, limitBytes);
    if (bytes === null) return { outcome: "too-large", sender: null };
    // The sender signed a body that did not arrive: tell what is wrong with the body, not that the signature is wrong.
    if (bytes.length === 0)
      return { outcome: "unreadable", reason: whyUnreadable(request.headers, true), sender: null };
    const verdict = check(request, bytes);
    if (verdict.outcome === "genuine") return { ...(await parseJson(bytes, request.headers)), sender: verdict.sender };
    onRefused("signature");
    return verdict;
  };
