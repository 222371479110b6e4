import { setTimeout as delay } from "node:timers/promises";
import {
  type EventData,
  EventHubConsumerClient,
  EventHubProducerClient,
  type EventPosition,
  type ReceivedEventData,
  type RetryOptions,
  type SubscribeOptions,
} from "@azure/event-hubs";
import { onTestFinished, vi } from "vitest";
import { type EventHubsStandIn, startEventHubs } from "../start-event-hubs.ts";

export const HUB = "audit";
const EARLIEST: EventPosition = { offset: "-1" };

/** Short enough for a test: one attempt takes two seconds at most. */
export const ONE_ATTEMPT: RetryOptions = { timeoutInMs: 2000, retryDelayInMs: 100, maxRetries: 0 };

type StandInOptions = { readonly directory?: string; readonly partitions?: number; readonly port?: number };

/** A stand-in with one hub that ends with the test. */
export async function startStandIn({
  partitions = 1,
  port = 0,
  ...rest
}: StandInOptions = {}): Promise<EventHubsStandIn> {
  const hubs = [{ name: HUB, partitions, consumerGroups: ["projection"] }];
  const standIn = await startEventHubs({ port, hubs, ...rest });
  onTestFinished(() => standIn.stop());
  return standIn;
}

/** The genuine producer client, closed with the test. */
export function connectProducer(connectionString: string, retryOptions = ONE_ATTEMPT): EventHubProducerClient {
  const producer = new EventHubProducerClient(connectionString, HUB, { retryOptions });
  onTestFinished(() => closeSoon(producer));
  return producer;
}

/** The genuine consumer client, closed with the test. */
export function connectConsumer(connectionString: string, consumerGroup = "$Default"): EventHubConsumerClient {
  const consumer = new EventHubConsumerClient(consumerGroup, connectionString, HUB, { retryOptions: ONE_ATTEMPT });
  onTestFinished(() => closeSoon(consumer));
  return consumer;
}

/** On a broken connection close() of a genuine client may never end. */
async function closeSoon(client: { close(): Promise<void> }): Promise<void> {
  await Promise.race([client.close(), delay(200, undefined, { ref: false })]);
}

export type Reading = { readonly events: ReceivedEventData[]; readonly errors: Error[]; close(): Promise<void> };

/** Reads one partition from a position on and collects the events. */
export function read(
  consumer: EventHubConsumerClient,
  options: SubscribeOptions & { readonly partition?: string } = {},
): Reading {
  const events: ReceivedEventData[] = [];
  const errors: Error[] = [];
  const { partition = "0", ...subscribeOptions } = options;
  const handlers = {
    processEvents: async (received: ReceivedEventData[]) => void events.push(...received),
    processError: async (error: Error) => void errors.push(error),
  };
  const settings = { startPosition: EARLIEST, maxBatchSize: 500, ...subscribeOptions };
  const subscription = consumer.subscribe(partition, handlers, settings);
  return { events, errors, close: () => subscription.close() };
}

export function numbered(count: number): EventData[] {
  return Array.from({ length: count }, (_, index) => ({ body: index }));
}

export function bodies(events: readonly ReceivedEventData[]): unknown[] {
  return events.map(({ body }) => body);
}

/** Waits until a check no longer throws. */
export function eventually<T>(check: () => T | Promise<T>): Promise<T> {
  return vi.waitFor(check, { timeout: 150_000, interval: 10 });
}

/** Waits until a value is there. */
export function appearing<T>(find: () => T | undefined): Promise<T> {
  return eventually(() => {
    const found = find();
    if (found === undefined) throw new Error("It did not appear");
    return found;
  });
}

/** The error of a promise. Throws when the promise succeeds. */
export async function rejectionOf(promise: Promise<unknown>): Promise<Error> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof Error) return error;
    throw error;
  }
  throw new Error("Expected a rejection");
}
