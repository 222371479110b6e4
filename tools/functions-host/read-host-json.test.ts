import { describe, expect, it } from "vitest";
import { parseHostJson, withFunctionTimeout } from "./read-host-json.ts";
import { parseTimeSpanMs } from "./time-span.ts";

it("an empty host.json has the platform's defaults", () => {
  expect(parseHostJson({ version: "2.0" })).toEqual({
    functionTimeoutMs: 1_800_000,
    routePrefix: "api",
    eventHubs: {
      maxEventBatchSize: 100,
      minEventBatchSize: 1,
      maxWaitTime: 60_000,
      batchCheckpointFrequency: 1,
      clientRetryOptions: {
        mode: "exponential",
        tryTimeout: 60_000,
        delay: 800,
        maximumDelay: 60_000,
        maximumRetries: 3,
      },
    },
  });
});

it("settings that this host does not know are left alone", () => {
  const hostJson = { version: "2.0", logging: { logLevel: { default: "Information" } }, functionTimeout: "-1" };
  expect(parseHostJson(hostJson).functionTimeoutMs).toBeNull();
});

it("the time limit of functions is that of the environment, if there is one", () => {
  const hostJson = { functionTimeout: "00:01:00", extensions: { http: { routePrefix: "x" } } };
  const timeLimit = (given: string | undefined) => parseHostJson(withFunctionTimeout(hostJson, given));
  expect(timeLimit("00:10:00")).toMatchObject({ functionTimeoutMs: 600_000, routePrefix: "x" });
  expect(timeLimit(undefined)).toMatchObject({ functionTimeoutMs: 60_000, routePrefix: "x" });
});

describe("an invalid setting is named:", () => {
  it.each<[string, unknown]>([
    ["version", { version: "1.0" }],
    ["functionTimeout", { functionTimeout: "10 minutes" }],
    ["extensions.http.routePrefix", { extensions: { http: { routePrefix: 5 } } }],
    ["extensions.eventHubs.maxEventBatchSize", { extensions: { eventHubs: { maxEventBatchSize: 0 } } }],
    ["extensions.eventHubs.minEventBatchSize", { extensions: { eventHubs: { minEventBatchSize: 2 } } }],
    ["extensions.eventHubs.batchCheckpointFrequency", { extensions: { eventHubs: { batchCheckpointFrequency: 2 } } }],
    [
      "extensions.eventHubs.clientRetryOptions.mode",
      { extensions: { eventHubs: { clientRetryOptions: { mode: "x" } } } },
    ],
  ])("%s", (name, hostJson) => {
    expect(() => parseHostJson(hostJson)).toThrow(name);
  });
});

describe("a time span", () => {
  it.each([
    ["00:00:30", 30_000],
    ["00:00:00.80", 800],
    ["01:02:03", 3_723_000],
    ["1.00:00:00", 86_400_000],
    ["00:60:00", null],
    ["24:00:00", null],
    ["30", null],
    ["0 * * * * *", null],
  ])("%s is %s ms", (text, expected) => {
    expect(parseTimeSpanMs(text)).toBe(expected);
  });
});
