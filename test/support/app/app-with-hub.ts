import { onTestFinished } from "vitest";
import type { EventHubsStandIn } from "../../../tools/event-hubs/start-event-hubs.ts";
import type { Tables } from "../../../tools/local/tables/start-tables.ts";
import { startAuditHub } from "../stores/audit-hub.ts";
import { type RunningApp, runApp } from "./run-app.ts";

type Settings = Readonly<Record<string, string>>;

/** How requests are made of a running app. Paths begin after `/api/v1`. */
export type Client = ReturnType<typeof clientOf>;

export type AppWithHub = Client & { readonly app: RunningApp; readonly hub: EventHubsStandIn };

/** Runs the app on these tables and a hub of its own, in which no event is late. It ends with the test. */
export async function startAppWithHub(
  { connectionString }: Pick<Tables, "connectionString">,
  settings: Settings = {},
): Promise<AppWithHub> {
  const hub = await startAuditHub();
  const app = await runApp({
    TABLES_CONNECTION: connectionString,
    EVENT_HUBS_CONNECTION: hub.connectionString,
    AUDIT_PUBLISH_BUDGET_MS: "20000",
    ...settings,
  });
  onTestFinished(async () => {
    await hub.inject({ kind: "none" });
    await app.stop();
  });
  return { app, hub, ...clientOf(app) };
}

export function clientOf({ url }: Pick<RunningApp, "url">) {
  const request = (path: string, init: RequestInit = {}) => fetch(`${url}/api/v1${path}`, init);
  /** The answer with its body read as JSON: null where there is none. */
  const ask = async (path: string, init: RequestInit = {}) => {
    const { status, headers, text } = await read(await request(path, init));
    return { status, headers, text, body: JSON.parse(text === "" ? "null" : text) };
  };
  /** Posts JSON; a text is sent as it is. */
  const post = (path: string, body: unknown) =>
    ask(path, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: typeof body === "string" ? body : JSON.stringify(body),
    });
  const change = (baseVersion: number, ...operations: readonly object[]) =>
    post("/config/changes", { baseVersion, reason: "CHG1", operations });
  return { request, ask, post, change };
}

const read = async (response: Response) => ({
  status: response.status,
  headers: response.headers,
  text: await response.text(),
});
