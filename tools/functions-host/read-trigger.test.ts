import { app, output } from "@azure/functions";
import { describe, expect, it } from "vitest";
import { startTestHost } from "./support/test-host.ts";

const handler = () => ({});

describe("a function that this host cannot run as declared keeps it from starting, and is named:", () => {
  it.each<[string, () => void, RegExp]>([
    ["another trigger", () => app.storageQueue("q", { queueName: "a", connection: "b", handler }), /"q".*queueTrigger/],
    [
      "an output binding",
      () => app.http("h", { handler, extraOutputs: [output.storageQueue({ queueName: "a", connection: "b" })] }),
      /"h".*"queue" binding/,
    ],
    ["a bad name", () => app.http("v1/ping", { handler }), /"v1\/ping".*letter/],
    ["a bad schedule", () => app.timer("t", { schedule: "often", handler }), /"t".*"often"/],
    ["a bad route", () => app.http("h", { route: "calls/{id", handler }), /"api\/calls\/{id"/],
    ["a setting in a binding", () => app.timer("t", { schedule: "%TICK%", handler }), /"t".*%TICK%/],
    ["a run on startup", () => app.timer("t", { schedule: "* * * * * *", runOnStartup: true, handler }), /"t".*runOn/s],
    [
      "a timer with a retry policy",
      () =>
        app.timer("t", {
          schedule: "* * * * * *",
          retry: { strategy: "fixedDelay", maxRetryCount: 2, delayInterval: 0 },
          handler,
        }),
      /"t".*retry/,
    ],
    [
      "single events of a hub",
      () => app.eventHub("e", { connection: "c", eventHubName: "h", cardinality: "one", handler }),
      /"e".*cardinality/s,
    ],
    [
      "a hook around invocations",
      () => {
        app.hook.preInvocation(() => {});
      },
      /no "preInvocation" hooks/,
    ],
  ])("%s", async (_, register, message) => {
    await expect(startTestHost(register)).rejects.toThrow(message);
  });
});

it("an HTTP function without a route answers under its name, to GET and POST", async () => {
  const host = await startTestHost(() => app.http("Ping", { handler }));
  const statuses = ["GET", "POST", "PUT"].map(
    async (method) => (await fetch(`${host.url}/api/ping`, { method })).status,
  );
  expect(await Promise.all(statuses)).toEqual([200, 200, 404]);
});

it("a function key is not required, unlike in Azure", async () => {
  const host = await startTestHost(() => app.http("ping", { authLevel: "function", handler }));
  expect((await fetch(`${host.url}/api/ping`)).status).toBe(200);
});
