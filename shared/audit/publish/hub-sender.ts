import type { EventHubProducerClient } from "@azure/event-hubs";
import type { AmqpEnd } from "../../amqp-connection.ts";
import { withDeadline } from "../../deadline.ts";
import type { ChainedEvent } from "../audit-event.ts";
import { asEventData } from "./event-data.ts";

/** The part of the producer client that is used, and its end without a word. */
export type Producer = Pick<EventHubProducerClient, "createBatch" | "sendBatch" | "getEventHubProperties" | "close"> &
  AmqpEnd;

/** Sends audit events to Event Hubs, one batch at a time. Every method rejects when its deadline passes. */
export type HubSender = {
  /**
   * Sends as many events as fit in one batch, in order, and resolves when Event Hubs has confirmed them. The events are gone
   * through once, when the connection is open; the partition key keeps those of one chain together.
   */
  readonly send: (partitionKey: string, events: Iterable<ChainedEvent>, deadlineMs: number) => Promise<SentBatch>;
  /** Makes a producer and opens its connection, so that the first send need not. */
  readonly warm: (deadlineMs: number) => Promise<void>;
  /** Resolves when Event Hubs answers. */
  readonly check: (deadlineMs: number) => Promise<void>;
  /** Never rejects. */
  readonly close: () => Promise<void>;
};

/** Events too large for any batch are passed over. */
export type SentBatch = { readonly confirmed: readonly ChainedEvent[]; readonly tooLarge: readonly ChainedEvent[] };

const closeDeadlineMs = 2_000;

/**
 * A producer client that was left without an answer keeps the unanswered message in its send buffer for ever, and refuses
 * everything once that buffer has wrapped round (seen with @azure/event-hubs 6.0.4). So it is replaced after every failure.
 */
export function makeHubSender(makeProducer: () => Promise<Producer>): HubSender {
  let producer: Promise<Producer> | null = null;

  function current(): Promise<Producer> {
    if (producer !== null) return producer;
    const made = makeProducer();
    producer = made;
    // Another may have taken its place meanwhile, and must stay.
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
      // To load the library is not what the deadline is for: a link that is given up for it would have come up.
      await current();
      await within(deadlineMs, async (used, abortSignal) => void (await used.createBatch({ abortSignal })));
    },
    // A question that is not answered pins nothing, and must not end a send that is under way.
    check: async (deadlineMs) =>
      void (await withDeadline(deadlineMs, async (abortSignal) =>
        (await current()).getEventHubProperties({ abortSignal }),
      )),
    close: async () => {
      if (producer !== null) await closeQuietly(producer);
    },
  };
}

/**
 * Closing can hang while the endpoint is silent, and closes nothing that has not been opened all the way: whatever became of
 * it, the socket is gone then.
 */
async function closeQuietly(producer: Promise<Producer>): Promise<void> {
  await withDeadline(closeDeadlineMs, async () => (await producer).close()).catch(() => undefined);
  // One that could not be made has nothing to end; one that comes later is ended then.
  producer.then(
    (made) => made.destroy(),
    () => undefined,
  );
}
