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

/** "-1" is no limit. Default: 30 minutes, as on a Flex Consumption or dedicated plan. */
const functionTimeout = z.union([z.literal("-1").transform(() => null), timeSpanMs]).prefault("00:30:00");

// Defaults: learn.microsoft.com, "Azure Event Hubs trigger and bindings", host.json settings. A literal is the only value that
// this host can run.
const clientRetryOptions = z
  .object({
    mode: z.literal("exponential").default("exponential"),
    tryTimeout: timeSpanMs.prefault("00:01:00"),
    delay: timeSpanMs.prefault("00:00:00.80"),
    maximumDelay: timeSpanMs.prefault("00:01:00"),
    maximumRetries: z.int().min(0).default(3),
  })
  .prefault({});

const eventHubs = z
  .object({
    maxEventBatchSize: z.int().min(1).default(100),
    minEventBatchSize: z.literal(1).default(1),
    maxWaitTime: timeSpanMs.prefault("00:01:00"),
    batchCheckpointFrequency: z.literal(1).default(1),
    clientRetryOptions,
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

/** The settings of host.json that this host follows; durations in milliseconds. */
export type HostSettings = z.infer<typeof hostJson>;
export type EventHubSettings = HostSettings["eventHubs"];

/** Throws one error that names every wrong setting. Unknown settings are ignored. */
export function parseHostJson(value: unknown): HostSettings {
  const result = hostJson.safeParse(value);
  if (result.success) return result.data;
  throw new Error(`host.json is invalid:\n${z.prettifyError(result.error)}`);
}

/** The same JSON with this `functionTimeout`, which the host also takes from the environment; as it is where none is given. */
export const withFunctionTimeout = (hostJson: unknown, functionTimeout: string | undefined): unknown =>
  functionTimeout === undefined || typeof hostJson !== "object" ? hostJson : { ...hostJson, functionTimeout };

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
