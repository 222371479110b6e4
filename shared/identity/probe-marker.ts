import { createHmac, timingSafeEqual } from "node:crypto";

/** The header of a request that marks it as a probe. */
export const probeMarkerHeader = "x-probe-signature";

/** The header of the answer to a request that was taken for a probe, and its value. */
export const probeAnswerHeader = { name: "x-probe", value: "verified" } as const;

/** A probe's Call-ID begins with this. No call of a signalling layer is hidden by a marker: it has a Call-ID of its own. */
export const probeCallIdPrefix = "probe-";

/** How far the time in a probe's body may be from ours, either way. */
export const probeToleranceMs = 120_000;

/** More than can be sent within the tolerance. Beyond this number the oldest are forgotten. */
const rememberedAtMost = 100_000;

/** The marked request: its body as text, and the fields of the call in it. */
export type MarkedRequest = {
  readonly text: string;
  readonly call: { readonly callId: string; readonly receivedAt: string | null };
};

/** Whether a marker, null for none, makes the request a probe. If not, it is a call like any other. */
export type ProbeCheck = (marker: string | null, request: MarkedRequest) => boolean;

export type ProbeCheckDependencies = {
  /** A marker made with any of them is genuine. */
  readonly secrets: readonly string[];
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly rememberedAtMost?: number;
};

/** HMAC-SHA256 (RFC 2104) of a body, as hexadecimal digits. */
export const probeMarker = (secret: string, text: string): string =>
  createHmac("sha256", secret).update(text).digest("hex");

/**
 * A request is a probe if its marker is of its body, the body is of this moment and has a probe's Call-ID, and this instance has
 * not seen it before. So somebody who overheard a probe can send that very body once more to each other instance for two minutes,
 * and nothing else. Takes as long for a wrong marker as for a right one, with whichever secret.
 */
export function makeProbeCheck({
  secrets,
  now,
  rememberedAtMost: atMost = rememberedAtMost,
}: ProbeCheckDependencies): ProbeCheck {
  const seen = new Set<string>();
  return (marker, { text, call: { callId, receivedAt } }) => {
    if (marker === null || !isMadeBy(secrets, marker, text)) return false;
    if (!callId.startsWith(probeCallIdPrefix) || seen.has(callId)) return false;
    if (!(Math.abs(now() - Date.parse(receivedAt ?? "")) <= probeToleranceMs)) return false;
    seen.add(callId);
    if (seen.size > atMost) forgetOldest(seen);
    return true;
  };
}

/** Compares with every secret, even after one fits. */
function isMadeBy(secrets: readonly string[], marker: string, text: string): boolean {
  if (!/^[0-9a-f]{64}$/i.test(marker)) return false;
  const given = Buffer.from(marker, "hex");
  let isGenuine = false;
  for (const secret of secrets) {
    const expected = createHmac("sha256", secret).update(text).digest();
    if (timingSafeEqual(given, expected)) isGenuine = true;
  }
  return isGenuine;
}

/** Sets keep the order of insertion. */
function forgetOldest(seen: Set<string>): void {
  const [oldest] = seen;
  if (oldest !== undefined) seen.delete(oldest);
}
