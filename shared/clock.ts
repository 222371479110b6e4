/** The time, as the product reads it. */
export type Clock = {
  /** The instant in milliseconds since the epoch: for what is written down, or compared with other machines' times. */
  readonly now: () => number;
  /** How far the machine's clock is ahead of Table Storage's, in milliseconds, to about a second; null before its first answer. */
  readonly skewMs: () => number | null;
  /** Call this with the time that Table Storage put on an answer. */
  readonly observe: (storeMs: number) => void;
};

export type ClockDependencies = {
  /** The machine's clock, which can be set. */
  readonly wall: () => number;
  /** Goes on evenly when the other is set. */
  readonly monotonic: () => number;
  /** Called when the machine's clock was set: how far, and whether this clock follows. */
  readonly onSet?: (byMs: number, isFollowed: boolean) => void;
};

/** Milliseconds that go on evenly when the machine's clock is set: for intervals. */
export const monotonic = (): number => performance.now();

/** Table Storage says the time in whole seconds (RFC 9110, 5.6.7). */
const halfASecond = 500;

/** Time synchronisation moves a clock by less at a time. */
const setByAtLeastMs = 1_000;

/**
 * Follows the machine's clock while that runs evenly. When it was set, Table Storage's clock decides whether it was right before or
 * after: times of one instance do not jump when somebody sets the clock wrong, or right again.
 */
export function makeClock({ wall, monotonic, onSet }: ClockDependencies): Clock {
  /** What to add to monotonic time for the instant. */
  let offset = wall() - monotonic();
  let refusedOffset: number | null = null;
  let storeOffset: number | null = null;

  function follow(wallOffset: number): void {
    const byMs = wallOffset - offset;
    if (Math.abs(byMs) < setByAtLeastMs) {
      offset = wallOffset;
      refusedOffset = null;
      return;
    }
    if (refusedOffset !== null && Math.abs(wallOffset - refusedOffset) < setByAtLeastMs && !isNearer(wallOffset))
      return;
    const isFollowed = isNearer(wallOffset);
    if (isFollowed) offset = wallOffset;
    refusedOffset = isFollowed ? null : wallOffset;
    onSet?.(byMs, isFollowed);
  }

  /** Before the store has answered, the time goes on as it did. */
  const isNearer = (wallOffset: number): boolean =>
    storeOffset !== null && Math.abs(wallOffset - storeOffset) < Math.abs(offset - storeOffset);

  return {
    now: () => {
      const elapsedMs = monotonic();
      follow(wall() - elapsedMs);
      return Math.round(elapsedMs + offset);
    },
    skewMs: () => (storeOffset === null ? null : Math.round(wall() - monotonic() - storeOffset)),
    observe: (storeMs) => {
      storeOffset = storeMs + halfASecond - monotonic();
    },
  };
}
