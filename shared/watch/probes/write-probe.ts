import { createHmac } from "node:crypto";
import type { Expectation } from "../../config/expectation.ts";
import { probeCallIdPrefix, probeMarker, probeMarkerHeader } from "../../identity/probe-marker.ts";
import type { ProbeTarget } from "./probe-targets.ts";

/** What signs a probe: its own secret, and that of the webhook where calls are signed. */
export type ProbeSecrets = { readonly probe: string; readonly webhook: string | null };

/** A probe as it is sent. */
export type WrittenProbe = {
  readonly callId: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};

/** An expectation's call as a request to a target's webhook: signed as every call there is, and marked as a probe. */
export function writeProbe(
  { call }: Expectation,
  { url, functionKey }: ProbeTarget,
  secrets: ProbeSecrets,
  { nowMs, newId }: { readonly nowMs: number; readonly newId: () => string },
): WrittenProbe {
  const callId = `${probeCallIdPrefix}${newId()}`;
  const body = JSON.stringify({ ...call, callId, receivedAt: new Date(nowMs).toISOString() });
  const headers = {
    "content-type": "application/json",
    [probeMarkerHeader]: probeMarker(secrets.probe, body),
    ...(functionKey === null ? {} : { "x-functions-key": functionKey }),
    ...(secrets.webhook === null ? {} : signed(secrets.webhook, url, body, nowMs)),
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
