export type DrainReminderDependencies = {
  /** Drains the outbox; resolves with how many events are left, or with null where that is not known. Never throws. */
  readonly drain: () => Promise<number | null>;
  /** Ends it. */
  readonly stopping: AbortSignal;
};

/** The timer of the host has had its turns by then. */
export const remindAfterMs = 60_000;

/**
 * Makes what is called for each event that this instance has queued. A minute later it drains by itself, and every minute again
 * until nothing is left. The timers of the host go by the machine's clock: after that was set back by an hour, they rest for an hour.
 */
export function makeDrainReminder({ drain, stopping }: DrainReminderDependencies): () => void {
  let timer: NodeJS.Timeout | null = null;

  function remind(): void {
    if (timer !== null || stopping.aborted) return;
    timer = setTimeout(() => void drainAgain(), remindAfterMs);
    timer.unref();
  }

  async function drainAgain(): Promise<void> {
    // What is queued from now on may be too late for this drain.
    timer = null;
    if ((await drain()) !== 0) remind();
  }

  stopping.addEventListener("abort", () => {
    if (timer !== null) clearTimeout(timer);
  });
  return remind;
}
