import { DependencyError } from "../../dependency-error.ts";
import { describeError, type Log } from "../../log.ts";
import type { ChainedEvent } from "../audit-event.ts";
import type { CircuitBreaker } from "./circuit-breaker.ts";
import type { HubSender } from "./hub-sender.ts";

/** Publishes audit events to Event Hubs, many in one send when many are waiting. */
export type HubPublisher = {
  /** Resolves when Event Hubs has confirmed the event; throws a DependencyError when it has not within `budgetMs`. */
  readonly publish: (event: ChainedEvent, budgetMs: number) => Promise<void>;
  /** Opens the link, so that the first call does not wait for it. */
  readonly warm: (deadlineMs: number) => Promise<void>;
};

export type HubPublisherDependencies = {
  readonly sender: Pick<HubSender, "send" | "warm">;
  /** The chain whose events these are: the partition key of all of them. */
  readonly chainId: string;
  readonly breaker: CircuitBreaker;
  readonly log: Log;
  /** How long one send may take: longer than any call waits, so that a slow link can still open. */
  readonly sendDeadlineMs: number;
  /** Called when Event Hubs accepts events again after it did not. */
  readonly onRecovered?: () => void;
};

/** Ends an event's wait: null when Event Hubs confirmed it, else the error. */
type Settle = (error: unknown) => void;

/**
 * Group commit: one send is in flight at a time, and all events that wait by then go in the next batch. An event that timed out
 * may have been stored all the same; readers know it by its id.
 */
export function makeHubPublisher(dependencies: HubPublisherDependencies): HubPublisher {
  const { sender, chainId, breaker, log, sendDeadlineMs, onRecovered } = dependencies;
  const waiting = new Map<ChainedEvent, Settle>();
  let sending = false;

  async function sendWaiting(): Promise<void> {
    sending = true;
    while (waiting.size > 0) await sendOneBatch();
    sending = false;
  }

  async function sendOneBatch(): Promise<void> {
    try {
      const { confirmed, tooLarge } = await sender.send(chainId, waiting.keys(), sendDeadlineMs);
      if (breaker.isOpen()) onRecovered?.();
      breaker.succeeded();
      for (const event of confirmed) waiting.get(event)?.(null);
      for (const event of tooLarge) waiting.get(event)?.(new Error("the event is larger than Event Hubs takes"));
    } catch (error) {
      log.warn("Event Hubs does not take audit events", { events: waiting.size, error: describeError(error) });
      breaker.failed();
      // The hub is down: everything that waits goes to the outbox at once.
      for (const settle of waiting.values()) settle(error);
    }
  }

  function enqueue(event: ChainedEvent, budgetMs: number): Promise<void> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => overdue(event, budgetMs), budgetMs);
      waiting.set(event, (error) => {
        clearTimeout(timer);
        waiting.delete(event);
        if (error === null) resolve();
        else reject(new DependencyError("publish an audit event", true, error));
      });
      if (!sending) void sendWaiting();
    });
  }

  /** The send in flight goes on, and closes the breaker if it succeeds; until then other calls do not wait. */
  function overdue(event: ChainedEvent, budgetMs: number): void {
    if (!breaker.isOpen()) breaker.failed();
    waiting.get(event)?.(new Error(`not confirmed within ${budgetMs} ms`));
  }

  return {
    publish: async (event, budgetMs) => {
      if (!breaker.isOpen()) return enqueue(event, budgetMs);
      // The probe's event goes to the outbox as well: no call waits for the probe, and a duplicate does no harm.
      if (!sending && breaker.mayProbe()) void enqueue(event, sendDeadlineMs).catch(() => undefined);
      throw new DependencyError("publish an audit event", true, new Error("Event Hubs is known to be down"));
    },
    warm: async (deadlineMs) => {
      try {
        await sender.warm(deadlineMs);
      } catch (error) {
        breaker.failed();
        log.warn("Event Hubs could not be reached at start", { error: describeError(error) });
      }
    },
  };
}
