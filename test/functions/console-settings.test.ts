import { HttpRequest, InvocationContext } from "@azure/functions";
import { expect, it } from "vitest";
import { makeConsoleSettings } from "../../functions/console-settings.ts";
import { readSettings } from "../../functions/settings.ts";

const stores = {
  TABLES_CONNECTION: "UseDevelopmentStorage=true",
  EVENT_HUBS_CONNECTION: "Endpoint=sb://127.0.0.1:1;SharedAccessKeyName=a;SharedAccessKey=b",
};
const tenantId = "7f4ce1d4-2b9e-4c25-9c51-9a8d5a3a2f10";
const clientId = "0c7bd9ee-11b9-4a0a-8e38-5f9a3b4d6f21";

const told = async (settings: Readonly<Record<string, string>>) => {
  const request = new HttpRequest({ method: "GET", url: "http://127.0.0.1/console/settings.json" });
  const answer = await makeConsoleSettings({ settings: readSettings({ ...stores, ...settings }) })(
    request,
    new InvocationContext(),
  );
  return typeof answer === "object" && answer !== null && "jsonBody" in answer ? answer.jsonBody : null;
};

it("tell how people sign in", async () => {
  expect(await told({ ENTRA_TENANT_ID: tenantId, ENTRA_AUDIENCE: clientId })).toEqual({
    authentication: "entra",
    authority: "https://login.microsoftonline.com",
    tenantId,
    clientId,
    scope: `api://${clientId}/access`,
  });
});

it("name another scope where the application has one", async () => {
  const ENTRA_SCOPE = "api://calls.operator.example/access";
  expect(await told({ ENTRA_TENANT_ID: tenantId, ENTRA_AUDIENCE: clientId, ENTRA_SCOPE })).toMatchObject({
    scope: ENTRA_SCOPE,
  });
});

it("name no tenant where nobody signs in", async () => {
  expect(await told({ AUTHENTICATION: "none", ENTRA_TENANT_ID: tenantId })).toEqual({
    authentication: "none",
    authority: null,
    tenantId: null,
    clientId: null,
    scope: null,
  });
});
