import { readFile } from "node:fs/promises";
import { join } from "node:path";
import * as z from "zod";
import { parseTimeSpanMs } from "./time-span.ts";

const timeSpanMs = z.string().transform((text, context) => {
  const milliseconds = parseTimeSpanMs(text);
  if (milliseconds !== null) return milliseconds;
  context.addIssue({ code: "custom", message: `"${text}" is not a time span such as "00:00:30"` });
  return z.NEVER;
});

/** "-1" is "without limit". Default: 30 minutes, as on a Flex Consumption or dedicated plan. */
const functionTimeout = z.union([z.literal("-1").transform(() => null), timeSpanMs]).prefault("00:30:00");

// Defaults: learn.microsoft.com, "Azure Event Hubs trigger and bindings", host.json settings.
const clientRetryOptions = z
  .object({
    mode: z
      .string()
      .toLowerCase()
      .pipe(z.enum(["exponential", "fixed"]))
      .prefault("exponential"),
    tryTimeout: timeSpanMs.prefault("00:01:00"),
    delay: timeSpanMs.prefault("00:00:00.80"),
    maximumDelay: timeSpanMs.prefault("00:01:00"),
    maximumRetries: z.int().min(0).default(3),
  })
  .prefault({});

const eventHubs = z
  .object({
    maxEventBatchSize: z.int().min(1).default(100),
    minEventBatchSize: z.int().min(1).default(1),
    maxWaitTime: timeSpanMs.prefault("00:01:00"),
    batchCheckpointFrequency: z.int().min(1).default(1),
    clientRetryOptions,
  })
  .refine((value) => value.minEventBatchSize <= value.maxEventBatchSize, {
    path: ["minEventBatchSize"],
    message: "must not exceed maxEventBatchSize",
  })
  .prefault({});

const hostJson = z
  .object({
    version: z.literal("2.0").optional(),
    functionTimeout,
    extensions: z
      .object({ http: z.object({ routePrefix: z.string().default("api") }).prefault({}), eventHubs })
      .prefault({}),
  })
  .transform(({ functionTimeout, extensions }) => ({
    functionTimeoutMs: functionTimeout,
    routePrefix: extensions.http.routePrefix,
    eventHubs: extensions.eventHubs,
  }));

/** What this host obeys of host.json; durations in milliseconds. */
export type HostSettings = z.infer<typeof hostJson>;
export type EventHubSettings = HostSettings["eventHubs"];

/** Throws one message that names every wrong setting. Settings that this host does not know are left alone. */
export function parseHostJson(value: unknown): HostSettings {
  const result = hostJson.safeParse(value);
  if (result.success) return result.data;
  throw new Error(`host.json is invalid:\n${z.prettifyError(result.error)}`);
}

/** The parsed JSON of host.json in an app's directory, not yet validated. */
export async function readHostJson(directory: string): Promise<unknown> {
  const path = join(directory, "host.json");
  const text = await readFile(path, "utf8");
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Error(`${path} is not JSON`, { cause });
  }
}
