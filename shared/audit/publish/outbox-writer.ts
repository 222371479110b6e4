import { DependencyError } from "../../dependency-error.ts";
import type { ChainedEvent } from "../audit-event.ts";

export const putCall = "store an audit event in the outbox";

/** Stores the first of some events within a deadline, and tells what came of each, in order: null when it is stored. */
export type StoreEvents = (events: readonly ChainedEvent[], deadlineMs: number) => Promise<readonly unknown[]>;

type Waiting = {
  readonly event: ChainedEvent;
  readonly lateAtMs: number;
  /** Null when the event is stored. Called once more, it does nothing. */
  readonly settle: (error: unknown) => void;
};

/** How long events wait to go together: a store that is slow must not keep those from it that come later. */
const patienceMs = 25;

/**
 * Group commit: what comes while a write is in flight goes together in the next, which begins when that one has ended or
 * takes long. In an outage of Event Hubs every call comes here, and a write for each would cost more than all else about it.
 * An event that is given up on may have been stored all the same; readers know it by its id.
 */
export function makeOutboxWriter(store: StoreEvents): (event: ChainedEvent, budgetMs: number) => Promise<void> {
  let waiting: Waiting[] = [];
  let writing = false;

  async function writeWaiting(): Promise<void> {
    writing = true;
    while (waiting.length > 0) await endOrPatience(writeAll(takeWaiting()));
    writing = false;
  }

  function takeWaiting(): readonly Waiting[] {
    const taken = waiting;
    waiting = [];
    return taken;
  }

  async function writeAll(taken: readonly Waiting[]): Promise<void> {
    let left = taken;
    try {
      while (left.length > 0) {
        // It goes on no longer than anybody waits for it.
        const lateAtMs = Math.max(...left.map((each) => each.lateAtMs));
        const events = left.map(({ event }) => event);
        const fates = await store(events, Math.max(1, Math.ceil(lateAtMs - performance.now())));
        for (const [index, { settle }] of left.slice(0, fates.length).entries()) settle(fates[index]);
        left = left.slice(fates.length);
      }
    } catch (error) {
      for (const { settle } of left) settle(error);
    }
  }

  return (event, budgetMs) =>
    new Promise((resolve, reject) => {
      const late = new DOMException(`no answer within ${budgetMs} ms`, "TimeoutError");
      const settle = (error: unknown): void => {
        clearTimeout(timer);
        if (error === null) resolve();
        else reject(error);
      };
      const timer = setTimeout(() => settle(new DependencyError(putCall, true, late)), budgetMs);
      waiting.push({ event, lateAtMs: performance.now() + budgetMs, settle });
      if (!writing) void writeWaiting();
    });
}

/** Settles when a write has ended, or has taken as long as others should wait for it. */
async function endOrPatience(write: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, patienceMs);
  });
  await Promise.race([write, patience]);
  clearTimeout(timer);
}
