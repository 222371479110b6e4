/** Remembers signatures, so that somebody who overheard a request cannot send it again. */
export type SeenSignatures = {
  /** Remembers a genuine signature. True when it was first seen too long ago for this to be a retry of the sender. */
  readonly isReplay: (signature: string) => boolean;
};

/** How long a sender may repeat a request unchanged: one that lost our answer must get another. */
export const repeatForMs = 60_000;

/** About 15 MB. Beyond this number the oldest are forgotten, even if their time still counts. */
const remembered = 100_000;

/**
 * Holds for this instance alone: instances share no memory, and a call must not wait for a store. Another instance accepts a
 * repeated request as long as the signature's time is within the tolerance. `clockMs` is monotonic: the wall clock can be set.
 */
export function makeSeenSignatures(clockMs: () => number, atMost = remembered): SeenSignatures {
  const firstSeenMs = new Map<string, number>();
  return {
    isReplay: (signature) => {
      const first = firstSeenMs.get(signature);
      if (first !== undefined) return clockMs() - first > repeatForMs;
      firstSeenMs.set(signature, clockMs());
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
