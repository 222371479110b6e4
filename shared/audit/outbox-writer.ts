import { DependencyError } from "../dependency-error.ts";
import type { ChainedEvent } from "./audit-event.ts";

export const putCall = "store an audit event in the outbox";

/** Stores events within a deadline, together or not at all, and tells how many of those it was given that was. */
export type StoreEvents = (events: readonly ChainedEvent[], deadlineMs: number) => Promise<number>;

type Waiting = { readonly lateAtMs: number; readonly settle: (error: unknown) => void };

/**
 * Group commit: one write is in flight at a time, and what waits by then goes together in the next. In an outage of Event
 * Hubs every call comes here, and a write for each would cost more than all else about it. An event that is given up on may
 * have been stored all the same; readers know it by its id.
 */
export function makeOutboxWriter(store: StoreEvents): (event: ChainedEvent, budgetMs: number) => Promise<void> {
  const waiting = new Map<ChainedEvent, Waiting>();
  let writing = false;

  async function writeWaiting(): Promise<void> {
    writing = true;
    while (waiting.size > 0) await writeNext();
    writing = false;
  }

  async function writeNext(): Promise<void> {
    const events = [...waiting.keys()];
    // Those of the next write wait for this one: it goes on no longer than anybody waits for it.
    const lateAtMs = Math.max(...[...waiting.values()].map((each) => each.lateAtMs));
    try {
      const stored = await store(events, Math.max(1, Math.ceil(lateAtMs - performance.now())));
      for (const event of events.slice(0, stored)) waiting.get(event)?.settle(null);
    } catch (error) {
      for (const event of events) waiting.get(event)?.settle(error);
    }
  }

  return (event, budgetMs) =>
    new Promise((resolve, reject) => {
      const late = new DOMException(`no answer within ${budgetMs} ms`, "TimeoutError");
      const timer = setTimeout(() => waiting.get(event)?.settle(new DependencyError(putCall, true, late)), budgetMs);
      waiting.set(event, {
        lateAtMs: performance.now() + budgetMs,
        settle: (error) => {
          clearTimeout(timer);
          waiting.delete(event);
          if (error === null) resolve();
          else reject(error);
        },
      });
      if (!writing) void writeWaiting();
    });
}
