/** Remembers signatures, so that a request that was listened in on cannot be sent again. */
export type SeenSignatures = {
  /** Whether a genuine signature was first seen too long ago for this to be the sender trying again. Remembers it. */
  readonly isReplay: (signature: string, nowMs: number) => boolean;
};

/** How long a sender may repeat a request as it is: one that lost our answer must get another, whatever it costs. */
export const repeatForMs = 60_000;

/** Some 15 MB. With more than this while signatures are in time the oldest are forgotten. */
const remembered = 100_000;

/**
 * Of this instance alone: instances share no memory, and a call must not wait for a store. Another instance takes a repeated
 * request for as long as its signature is in time.
 */
export function makeSeenSignatures(atMost = remembered): SeenSignatures {
  const firstSeenMs = new Map<string, number>();
  return {
    isReplay: (signature, nowMs) => {
      const first = firstSeenMs.get(signature);
      if (first !== undefined) return nowMs - first > repeatForMs;
      firstSeenMs.set(signature, nowMs);
      if (firstSeenMs.size > atMost) forgetOldest(firstSeenMs);
      return false;
    },
  };
}

/** Maps keep the order of insertion. */
function forgetOldest(firstSeenMs: Map<string, number>): void {
  const [oldest] = firstSeenMs.keys();
  if (oldest !== undefined) firstSeenMs.delete(oldest);
}
