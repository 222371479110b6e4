import type { EventDataBatch, EventHubProducerClient } from "@azure/event-hubs";
import { withDeadline } from "../deadline.ts";
import { DependencyError } from "../dependency-error.ts";
import { describeError, type Log } from "../log.ts";
import type { ChainedEvent } from "./audit-event.ts";
import type { CircuitBreaker } from "./circuit-breaker.ts";

/** Publishes audit events to Event Hubs, many in one send when many are waiting. */
export type HubPublisher = {
  /** Resolves when Event Hubs has confirmed the event; throws a DependencyError when it has not within `budgetMs`. */
  readonly publish: (event: ChainedEvent, budgetMs: number) => Promise<void>;
  /** Opens the link, so that the first call need not. */
  readonly warm: (deadlineMs: number) => Promise<void>;
  readonly close: () => Promise<void>;
};

export type HubPublisherDependencies = {
  readonly producer: Pick<EventHubProducerClient, "createBatch" | "sendBatch" | "close">;
  readonly breaker: CircuitBreaker;
  readonly log: Log;
  /** How long one send may take: longer than any call waits, so that a slow link still comes up. */
  readonly sendDeadlineMs: number;
};

type Waiting = { readonly event: ChainedEvent; readonly settle: (error: unknown) => void };

/**
 * Group commit: one send is in flight at a time, and whatever waits by then goes together in the next batch. An event that
 * is given up on may have been stored all the same; readers know it by its id.
 */
export function makeHubPublisher({ producer, breaker, log, sendDeadlineMs }: HubPublisherDependencies): HubPublisher {
  const waiting = new Set<Waiting>();
  let sending = false;

  async function sendWaiting(): Promise<void> {
    sending = true;
    while (waiting.size > 0) await sendOneBatch();
    sending = false;
  }

  async function sendOneBatch(): Promise<void> {
    let taken: Waiting[] = [];
    try {
      await withDeadline(sendDeadlineMs, async (abortSignal) => {
        const first = waiting.values().next().value;
        const batch = await producer.createBatch({ partitionKey: first?.event.data.chain.id ?? "", abortSignal });
        taken = takeFitting(batch);
        if (taken.length > 0) await producer.sendBatch(batch, { abortSignal });
      });
      breaker.succeeded();
      for (const { settle } of taken) settle(null);
    } catch (error) {
      log.warn("Event Hubs does not take audit events", { events: taken.length, error: describeError(error) });
      breaker.failed();
      // Nobody waits for a hub that is down: all that is queued goes to the outbox at once.
      for (const { settle } of [...taken, ...waiting]) settle(error);
    }
  }

  /** Moves events into the batch in order until it is full. One too large for any batch fails alone. */
  function takeFitting(batch: EventDataBatch): Waiting[] {
    const taken: Waiting[] = [];
    for (const entry of waiting) {
      if (batch.tryAdd(asEventData(entry.event))) {
        taken.push(entry);
        waiting.delete(entry);
      } else if (taken.length > 0) {
        break;
      } else {
        entry.settle(new Error("the event is larger than Event Hubs takes"));
      }
    }
    return taken;
  }

  function enqueue(event: ChainedEvent, budgetMs: number): Promise<void> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => overdue(entry, budgetMs), budgetMs);
      const entry: Waiting = {
        event,
        settle: (error) => {
          clearTimeout(timer);
          waiting.delete(entry);
          if (error === null) resolve();
          else reject(new DependencyError("publish an audit event", true, error));
        },
      };
      waiting.add(entry);
      if (!sending) void sendWaiting();
    });
  }

  /** The send in flight goes on and closes the breaker if it succeeds; until then no other call waits for it. */
  function overdue(entry: Waiting, budgetMs: number): void {
    if (!breaker.isOpen()) breaker.failed();
    entry.settle(new Error(`not confirmed within ${budgetMs} ms`));
  }

  return {
    publish: async (event, budgetMs) => {
      if (!breaker.isOpen()) return enqueue(event, budgetMs);
      // The probe's event is stored elsewhere meanwhile: nobody waits for it, and a duplicate does no harm.
      if (!sending && breaker.mayProbe()) void enqueue(event, sendDeadlineMs).catch(() => undefined);
      throw new DependencyError("publish an audit event", true, new Error("Event Hubs is known to be down"));
    },
    warm: async (deadlineMs) => {
      try {
        await withDeadline(deadlineMs, (abortSignal) => producer.createBatch({ abortSignal }));
      } catch (error) {
        breaker.failed();
        log.warn("Event Hubs could not be reached at start", { error: describeError(error) });
      }
    },
    close: () => withDeadline(2_000, () => producer.close()).catch(() => undefined),
  };
}

/** Event Hubs' own message id is the event's, for whoever looks with other tools. */
const asEventData = (event: ChainedEvent) => ({
  body: event,
  messageId: event.id,
  contentType: "application/cloudevents+json; charset=utf-8",
});
