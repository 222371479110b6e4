import { afterAll, beforeAll } from "vitest";
import type { ConfigDocument } from "../../../shared/config/document.ts";
import { tableClient } from "../../../shared/tables/table-client.ts";
import { type EventHubsStandIn, startEventHubs } from "../../../tools/event-hubs/start-event-hubs.ts";
import { startTables, type Tables } from "../../../tools/local/tables/start-tables.ts";
import { createAppTables, seedTables } from "../stores/seed-tables.ts";
import { starterTables } from "../stores/starter-tables.ts";
import { allRows } from "../trail/trail.ts";
import { type RunningApp, runApp } from "./run-app.ts";
import { startTokenIssuer, type TokenIssuer } from "./token-issuer.ts";

type Settings = Readonly<Record<string, string>>;

/** The secret with which the tests of a guarded app sign. */
export const signingSecret = "what the signalling layer signs with";

/** The app with a configuration, its stores and an issuer of tokens. */
export type SeededApp = {
  readonly app: RunningApp;
  readonly tables: Tables;
  readonly hub: EventHubsStandIn;
  readonly issuer: TokenIssuer;
};

/**
 * Runs the app for all tests of a file, with the starter configuration unless another is given; with null there is none yet.
 * Callers are anonymous, unless the settings say otherwise. Returns what runs.
 */
export function useSeededApp(
  settings: (issuer: TokenIssuer) => Settings = () => ({}),
  document?: ConfigDocument | null,
): () => SeededApp {
  const stops: (() => unknown)[] = [];
  let running: SeededApp | undefined;
  beforeAll(async () => {
    const beginWith = document === undefined ? await starterTables() : undefined;
    const tables = await startTables({ port: 0, beginWith });
    stops.push(() => tables.stop());
    if (document === null) await createAppTables(tables);
    else if (document !== undefined) await seedTables(tables, document);
    const hubs = [{ name: "emergency-audit", partitions: 4, consumerGroups: ["$Default", "audit-trail"] }];
    const hub = await startEventHubs({ port: 0, hubs });
    stops.push(() => hub.stop());
    const issuer = await startTokenIssuer((stop) => stops.push(stop));
    const app = await runApp({
      TABLES_CONNECTION: tables.connectionString,
      EVENT_HUBS_CONNECTION: hub.connectionString,
      AUDIT_PUBLISH_BUDGET_MS: "20000",
      ...settings(issuer),
    });
    stops.push(() => app.stop());
    running = { app, tables, hub, issuer };
  });
  afterAll(async () => {
    for (const stop of stops.reverse()) await stop();
  });
  return () => {
    if (running === undefined) throw new Error("the app runs only while tests do");
    return running;
  };
}

/** As in Azure: calls are signed, and everything else needs a token of the issuer. */
export const useGuardedApp = (settings: Settings = {}, document?: ConfigDocument): (() => SeededApp) =>
  useSeededApp((issuer) => ({ ...issuer.settings, WEBHOOK_SIGNING_SECRET: signingSecret, ...settings }), document);

/** What the stores hold of the configuration, row by row, and how many sends came to the hub: to see that nothing was done. */
export async function configurationHeld({ tables, hub }: SeededApp) {
  const rows = ["EmergencyConfig", "LookupTables"].map((name) => allRows(tableClient(tables, name)));
  return { rows: await Promise.all(rows), sends: hub.sends() };
}
