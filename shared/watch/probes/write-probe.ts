import { createHmac } from "node:crypto";
import type { Expectation } from "../../config/expectation.ts";
import { expectedCall } from "../../config/expectations/expected-call.ts";
import { probeCallIdPrefix, probeMarker, probeMarkerHeader } from "../../identity/probe-marker.ts";
import type { ProbeTarget } from "./probe-targets.ts";

/** A probe as it is sent. */
export type WrittenProbe = {
  readonly callId: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};

/** An expectation's call as a request to a target's webhook: signed as every call there is, and marked with the secret of probes. */
export function writeProbe(
  expectation: Expectation,
  { url, functionKey, webhookSecret }: ProbeTarget,
  secret: string,
  { nowMs, newId }: { readonly nowMs: number; readonly newId: () => string },
): WrittenProbe {
  const callId = `${probeCallIdPrefix}${newId()}`;
  const body = JSON.stringify({ ...expectedCall(expectation), callId, receivedAt: new Date(nowMs).toISOString() });
  const headers = {
    "content-type": "application/json",
    [probeMarkerHeader]: probeMarker(secret, body),
    ...(functionKey === null ? {} : { "x-functions-key": functionKey }),
    ...(webhookSecret === null ? {} : signed(webhookSecret, url, body, nowMs)),
  };
  return { callId, url, headers, body };
}

/** The signature of the signalling layer (contract section 1), over method and path too. */
function signed(secret: string, url: string, body: string, nowMs: number): Readonly<Record<string, string>> {
  const timestamp = String(Math.floor(nowMs / 1_000));
  const text = `v1:${timestamp}:POST ${new URL(url).pathname}:${body}`;
  return {
    "x-signature": `v1=${createHmac("sha256", secret).update(text).digest("hex")}`,
    "x-signature-timestamp": timestamp,
  };
}
