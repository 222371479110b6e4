import type { HttpRequest } from "@azure/functions";
import type { SignatureCheck } from "../../shared/identity/webhook-signature.ts";
import { whyUnreadable } from "../../shared/json/why-unreadable.ts";
import type { Metrics } from "../../shared/telemetry/metrics.ts";
import { readBytes } from "./read-bytes.ts";
import { type JsonBody, parseJson, readJson } from "./read-json.ts";

/** A body of the signalling layer. `sender`: the secret it proved to be signed with; null where nothing has to be signed. */
export type SignedBody =
  | (JsonBody & { readonly sender: string | null })
  | { readonly outcome: "refused"; readonly reason: string };

export type ReadSignedBody = (request: HttpRequest, limitBytes: number) => Promise<SignedBody>;

export const readUnsignedBody: ReadSignedBody = async (request, limitBytes) => ({
  ...(await readJson(request, limitBytes)),
  sender: null,
});

/** Reads JSON bodies whose signature is genuine: it is over the very bytes that came. */
export const makeSignedBodyReader =
  ({ check, onRefused }: { readonly check: SignatureCheck; readonly onRefused: Metrics["refused"] }): ReadSignedBody =>
  async (request, limitBytes) => {
    const bytes = await readBytes(request, limitBytes);
    if (bytes === null) return { outcome: "too-large", sender: null };
    // A signature over what did not arrive cannot be genuine: what the sender has to change is the body.
    if (bytes.length === 0)
      return { outcome: "unreadable", reason: whyUnreadable(request.headers, true), sender: null };
    const verdict = check(request, bytes);
    if (verdict.outcome === "genuine") return { ...(await parseJson(bytes, request.headers)), sender: verdict.sender };
    onRefused("signature");
    return verdict;
  };
