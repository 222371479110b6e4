import type { TableClient } from "@azure/data-tables";
import { onTestFinished } from "vitest";
import { type ConfigDocument, documentSchema } from "../../../shared/config/document.ts";
import { tableClient } from "../../../shared/tables/table-client.ts";
import type { EventHubsStandIn } from "../../../tools/event-hubs/start-event-hubs.ts";
import { startTables } from "../../../tools/local/tables/start-tables.ts";
import { never } from "../never.ts";
import { startAuditHub } from "../stores/audit-hub.ts";
import { type CountedTables, countTables } from "../stores/count-operations.ts";
import { seedTables } from "../stores/seed-tables.ts";
import { type RunningApp, runApp } from "./run-app.ts";

export type CountedApp = {
  readonly app: RunningApp;
  readonly tables: CountedTables;
  readonly hub: EventHubsStandIn;
  /** A client of a table whose requests are not counted. */
  readonly uncounted: (name: string) => TableClient;
  /** How many sends arrive at the hub while something runs. */
  readonly sendsDuring: (run: () => Promise<unknown>) => Promise<number>;
};

const patient = { AUDIT_PUBLISH_BUDGET_MS: "20000", AUDIT_OUTBOX_BUDGET_MS: "20000" };
/** Nothing runs but what a test asks for. */
const quiet = {
  AUDIT_DRAIN_SCHEDULE: never,
  PROBE_SCHEDULE: never,
  CONFIG_CHECK_EVERY_MS: "60000",
  "AzureWebJobs.project-audit.Disabled": "1",
};

/** Five items. */
export const smallConfiguration = documentSchema.parse({
  territories: [{ code: "GB", callingCode: "44", routeSet: "emergency" }],
  numbers: ["999", "112", "911"].map((shortCode) => ({ territory: "GB", shortCode, class: "emergency" })),
  routeSets: [{ name: "emergency", routes: [{ name: "a", host: "a.example" }] }],
});

/** The app on Azurite, behind a counter, and the stand-in; it ends with the test. */
export async function startCountedApp(
  settings: Readonly<Record<string, string>> = {},
  document: ConfigDocument = smallConfiguration,
): Promise<CountedApp> {
  const azurite = await startTables({ port: 0 });
  onTestFinished(() => azurite.stop());
  const uncounted = (name: string): TableClient => tableClient(azurite, name);
  await seedTables(azurite, document);
  const tables = await countTables(azurite);
  onTestFinished(tables.stop);
  const hub = await startAuditHub();
  const { connectionString } = tables;
  const stores = { TABLES_CONNECTION: connectionString, EVENT_HUBS_CONNECTION: hub.connectionString };
  const app = await runApp({ ...stores, ...patient, ...quiet, ...settings });
  onTestFinished(() => app.stop());
  const sendsDuring = async (run: () => Promise<unknown>): Promise<number> => {
    const before = hub.sends();
    await run();
    return hub.sends() - before;
  };
  return { app, tables, hub, uncounted, sendsDuring };
}

/** The trail as a client of these tables sees it. */
export const trailThrough = (client: (name: string) => TableClient) => ({
  trail: client("AuditTrail"),
  byCall: client("AuditByCall"),
  deadLetters: client("AuditDeadLetter"),
});
