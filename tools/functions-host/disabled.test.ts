import { app } from "@azure/functions";
import { expect, it } from "vitest";
import { startTestHost } from "./support/test-host.ts";

const registerBoth = () => {
  app.http("route-call", { handler: () => ({}) });
  app.http("Ping", { handler: () => ({}) });
};

it.each<[string, Record<string, string>]>([
  ["in Azure's own spelling", { "AzureWebJobs.route-call.Disabled": "true" }],
  ["where names hold no dots", { "AzureWebJobs_route-call_Disabled": "true" }],
  ["with 1", { "AzureWebJobs.route-call.Disabled": "1" }],
  ["whatever the case", { "azurewebjobs.ROUTE-CALL.disabled": "True" }],
])("a function is disabled by an app setting %s, and no other with it", async (_, settings) => {
  const host = await startTestHost(registerBoth, { settings });
  expect(host.functions).toEqual(["Ping"]);
  expect((await fetch(`${host.url}/api/route-call`)).status).toBe(404);
  expect((await fetch(`${host.url}/api/ping`)).status).toBe(200);
  expect(host.lines.map(({ message }) => message)).toContain("Function 'route-call' is disabled");
});

it.each([["false"], ["0"], [""], ["yes"]])("a function runs when that setting is %j", async (value) => {
  const host = await startTestHost(registerBoth, { settings: { "AzureWebJobs.route-call.Disabled": value } });
  expect(host.functions).toEqual(["route-call", "Ping"]);
});

it("a timer or an Event Hub function that is disabled is not started, and needs none of its settings", async () => {
  const register = () => {
    registerBoth();
    app.timer("drain", { schedule: "%SCHEDULE%", handler: () => {} });
    app.eventHub("project", { connection: "HUB", eventHubName: "%HUB_NAME%", handler: () => {} });
  };
  const settings = { "AzureWebJobs.drain.Disabled": "true", "AzureWebJobs.project.Disabled": "true" };
  const host = await startTestHost(register, { settings });
  expect(host.functions).toEqual(["route-call", "Ping"]);
  await expect(host.trigger("drain")).rejects.toThrow("no timer function");
});
