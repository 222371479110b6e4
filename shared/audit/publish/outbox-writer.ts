import { DependencyError } from "../../dependency-error.ts";
import type { ChainedEvent } from "../audit-event.ts";

export const putCall = "store an audit event in the outbox";

/** Stores the first of some events within a deadline. Resolves with one entry for each: its error, or null when it is stored. */
export type StoreEvents = (events: readonly ChainedEvent[], deadlineMs: number) => Promise<readonly unknown[]>;

type Waiting = {
  readonly event: ChainedEvent;
  readonly lateAtMs: number;
  /** Null when the event is stored. Only the first call counts. */
  readonly settle: (error: unknown) => void;
};

/** How long events wait for the write in flight: one slow write must not hold up those that come later. */
const patienceMs = 25;

/**
 * Group commit: events that arrive during a write go together in the next, which begins when that one has ended or takes long.
 * In an outage of Event Hubs every call comes here, and one write for each would cost more than the rest of the call. An event
 * that timed out may have been stored all the same; readers know it by its id.
 */
export function makeOutboxWriter(store: StoreEvents): (event: ChainedEvent, budgetMs: number) => Promise<void> {
  let waiting: Waiting[] = [];
  let writing = false;

  async function writeWaiting(): Promise<void> {
    writing = true;
    // Events whose sending failed in one batch come one by one within this turn: they are written together.
    await null;
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
        // The deadline of the event that may wait longest.
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

/** Resolves when a write has ended, or after the time that others should wait for it. */
async function endOrPatience(write: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, patienceMs);
  });
  await Promise.race([write, patience]);
  clearTimeout(timer);
}
