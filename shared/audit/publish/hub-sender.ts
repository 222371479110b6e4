import type { EventData, EventHubProducerClient } from "@azure/event-hubs";
import type { AmqpEnd } from "../../amqp/guard-connections.ts";
import { withDeadline } from "../../deadline.ts";
import type { ChainedEvent } from "../audit-event.ts";

/** What is used of a producer client, and a way to end it without asking Event Hubs. */
export type Producer = Pick<EventHubProducerClient, "createBatch" | "sendBatch" | "getEventHubProperties" | "close"> &
  AmqpEnd;

/** Sends audit events to Event Hubs, a batch for each call. Every method rejects when its deadline passes. */
export type HubSender = {
  /**
   * Sends as many events as fit in one batch, in order, and resolves when Event Hubs has confirmed them. Iterates over the events
   * once, when the connection is open. The partition key keeps those of one chain together.
   */
  readonly send: (partitionKey: string, events: Iterable<ChainedEvent>, deadlineMs: number) => Promise<SentBatch>;
  /** Makes a producer and opens its connection, so that the first send need not. */
  readonly warm: (deadlineMs: number) => Promise<void>;
  /** Resolves when Event Hubs answers. */
  readonly check: (deadlineMs: number) => Promise<void>;
  /** Never rejects. */
  readonly close: () => Promise<void>;
};

/** Events too large for any batch are skipped. */
export type SentBatch = { readonly confirmed: readonly ChainedEvent[]; readonly tooLarge: readonly ChainedEvent[] };

const closeDeadlineMs = 2_000;

/**
 * A producer client keeps a message that got no answer in its send buffer for ever, and refuses everything once that buffer has
 * wrapped round (seen with @azure/event-hubs 6.0.4). So the client is replaced after every failure.
 */
export function makeHubSender(makeProducer: () => Promise<Producer>): HubSender {
  let producer: Promise<Producer> | null = null;

  function current(): Promise<Producer> {
    if (producer !== null) return producer;
    const made = makeProducer();
    producer = made;
    // By then another may have taken its place: that one stays.
    made.catch(() => {
      if (producer === made) producer = null;
    });
    return made;
  }

  async function within<Result>(
    deadlineMs: number,
    run: (producer: Producer, signal: AbortSignal) => Promise<Result>,
  ): Promise<Result> {
    const used = current();
    try {
      return await withDeadline(deadlineMs, async (signal) => run(await used, signal));
    } catch (error) {
      if (used === producer) producer = null;
      void closeQuietly(used);
      throw error;
    }
  }

  return {
    send: (partitionKey, events, deadlineMs) =>
      within(deadlineMs, async (used, abortSignal) => {
        const batch = await used.createBatch({ partitionKey, abortSignal });
        const confirmed: ChainedEvent[] = [];
        const tooLarge: ChainedEvent[] = [];
        for (const event of events) {
          if (batch.tryAdd(asEventData(event))) confirmed.push(event);
          else if (confirmed.length > 0) break;
          else tooLarge.push(event);
        }
        if (confirmed.length > 0) await used.sendBatch(batch, { abortSignal });
        return { confirmed, tooLarge };
      }),
    warm: async (deadlineMs) => {
      // Loading the library does not count towards the deadline.
      await current();
      await within(deadlineMs, async (used, abortSignal) => void (await used.createBatch({ abortSignal })));
    },
    // A check that gets no answer must not end a send in flight, so that the producer stays.
    check: async (deadlineMs) =>
      void (await withDeadline(deadlineMs, async (abortSignal) =>
        (await current()).getEventHubProperties({ abortSignal }),
      )),
    close: async () => {
      if (producer !== null) await closeQuietly(producer);
    },
  };
}

/** Closing can hang while the endpoint is silent, and does not close a link that is half open: in the end the socket is destroyed. */
async function closeQuietly(producer: Promise<Producer>): Promise<void> {
  await withDeadline(closeDeadlineMs, async () => (await producer).close()).catch(() => undefined);
  // A producer that is still being made is ended when it is there.
  producer.then(
    (made) => made.destroy(),
    () => undefined,
  );
}

/** An audit event as Event Hubs carries it. The message id is the event's, for operators who look with other tools. */
export const asEventData = (event: ChainedEvent): EventData => ({
  body: event,
  messageId: event.id,
  contentType: "application/cloudevents+json; charset=utf-8",
  // The Azure libraries look for it there.
  ...(event.traceparent === undefined ? {} : { properties: { "Diagnostic-Id": event.traceparent } }),
});
