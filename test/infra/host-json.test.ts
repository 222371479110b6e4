import { describe, expect, it } from "vitest";
import * as z from "zod";
import { parseTimeSpanMs } from "../../tools/functions-host/time-span.ts";
import { readRepositoryFile } from "../support/text/repository-files.ts";

// The Functions host ignores what it does not know. So every name that it does know stands here, with where that is said.

const timeSpan = z.string().refine((text) => parseTimeSpanMs(text) !== null, "is not a time span");
const level = z.enum(["Trace", "Debug", "Information", "Warning", "Error", "Critical", "None"]);

/** Azure.Messaging.EventHubs, EventHubsRetryOptions.cs; Service Bus has other names for the same. */
const clientRetryOptions = z.strictObject({
  mode: z.enum(["fixed", "exponential"]),
  tryTimeout: timeSpan,
  delay: timeSpan,
  maximumDelay: timeSpan,
  maximumRetries: z.int().min(0).max(100),
});

/** azure-sdk-for-net, Microsoft.Azure.WebJobs.Extensions.EventHubs, EventHubOptions.cs. */
const eventHubs = z
  .strictObject({
    batchCheckpointFrequency: z.int().min(1),
    clientRetryOptions,
    customEndpointAddress: z.url(),
    initialOffsetOptions: z.strictObject({ type: z.string(), enqueuedTimeUtc: z.string() }).partial(),
    loadBalancingUpdateInterval: timeSpan,
    maxEventBatchSize: z.int().min(1),
    maxWaitTime: timeSpan,
    minEventBatchSize: z.int().min(1),
    partitionOwnershipExpirationInterval: timeSpan,
    prefetchCount: z.int(),
    prefetchSizeInBytes: z.int(),
    targetUnprocessedEventThreshold: z.int().min(1),
    trackLastEnqueuedEventProperties: z.boolean(),
    transportType: z.enum(["amqpTcp", "amqpWebSockets"]),
    webProxy: z.string(),
  })
  .partial();

/** azure-webjobs-sdk-extensions, HttpOptions.cs. */
const http = z
  .strictObject({
    customHeaders: z.record(z.string(), z.string()),
    dynamicThrottlesEnabled: z.boolean(),
    hsts: z.looseObject({}),
    maxConcurrentRequests: z.int(),
    maxOutstandingRequests: z.int(),
    routePrefix: z.string(),
  })
  .partial();

/** learn.microsoft.com, "host.json reference for Azure Functions 2.x and later". */
const hostJson = z.strictObject({
  version: z.literal("2.0"),
  extensionBundle: z.strictObject({ id: z.literal("Microsoft.Azure.Functions.ExtensionBundle"), version: z.string() }),
  functionTimeout: timeSpan,
  telemetryMode: z.enum(["OpenTelemetry", "ApplicationInsights"]),
  logging: z.strictObject({ logLevel: z.record(z.string(), level) }),
  extensions: z.strictObject({ http, eventHubs }),
});

const given = (): Record<string, unknown> => JSON.parse(readRepositoryFile("host.json"));

describe("host.json", () => {
  it("says nothing that the Functions host would ignore", () => {
    expect(hostJson.safeParse(given()).error?.issues ?? []).toEqual([]);
  });

  it.each([
    ["maxDelay", { maxDelay: "00:00:10" }],
    ["maxRetries", { maxRetries: 3 }],
  ])("would not pass with Service Bus's %s", (_, options) => {
    expect(clientRetryOptions.partial().safeParse(options).success).toBe(false);
  });
});
