import { EventHubProducerClient } from "@azure/event-hubs";
import { app, type EventHubFunctionOptions, type InvocationContext } from "@azure/functions";
import { afterEach, beforeEach, vi } from "vitest";
import { type EventHubsStandIn, type Fault, startEventHubs } from "../../event-hubs/start-event-hubs.ts";
import { withinTime } from "../../within-time.ts";
import type { CheckpointStorage } from "../checkpoint-storage.ts";
import { startTestHost, stopTestHosts } from "./test-host.ts";

// Importing this file starts, for each test, an Event Hubs stand-in with the hub "calls" of two partitions.

let standIn: EventHubsStandIn;
let producer: EventHubProducerClient;

beforeEach(async () => {
  standIn = await startEventHubs({ port: 0, hubs: [{ name: "calls", partitions: 2, consumerGroups: ["audit"] }] });
  producer = new EventHubProducerClient(standIn.connectionString, "calls", {
    retryOptions: { timeoutInMs: 2000, retryDelayInMs: 50, maxRetries: 5 },
  });
});

afterEach(async () => {
  await stopTestHosts();
  await withinTime(producer.close(), 500);
  await standIn.stop();
});

const hostJson = (more: object = {}) => ({
  extensions: {
    eventHubs: {
      maxWaitTime: "00:00:01",
      clientRetryOptions: {
        tryTimeout: "00:00:02",
        delay: "00:00:00.05",
        maximumDelay: "00:00:00.20",
        maximumRetries: 1,
      },
      ...more,
    },
  },
});

/** Sends events to one partition, as one batch. */
export const send = (partitionId: string, ...bodies: readonly unknown[]) =>
  producer.sendBatch(
    bodies.map((body) => ({ body })),
    { partitionId },
  );

export const injectFault = (fault: Fault): Promise<void> => standIn.inject(fault);

type Setup = {
  readonly eventHubs?: object;
  readonly checkpoints?: CheckpointStorage;
  readonly settings?: NodeJS.ProcessEnv;
  readonly sequenceNumbers?: "number" | "long";
};

/** Starts a host with one Event Hub function. */
export const startReader = (
  handler: (messages: unknown, context: InvocationContext) => unknown,
  binding: Partial<EventHubFunctionOptions> = {},
  { eventHubs: more, settings = {}, ...rest }: Setup = {},
) =>
  startTestHost(
    () => app.eventHub("read", { connection: "HUB", eventHubName: "calls", cardinality: "many", ...binding, handler }),
    { hostJson: hostJson(more), settings: { HUB: standIn.connectionString, ...settings }, ...rest },
  );

export const waitFor = (condition: () => void) => vi.waitFor(condition, { timeout: 150_000, interval: 10 });
