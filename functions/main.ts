import { hostname } from "node:os";
import { app } from "@azure/functions";
import { v7 as uuidv7 } from "uuid";
import { makeAuditRecorder } from "../shared/audit/audit-recorder.ts";
import { makeCircuitBreaker } from "../shared/audit/circuit-breaker.ts";
import { makeHashChain } from "../shared/audit/hash-chain.ts";
import { makeHubPublisher } from "../shared/audit/hub-publisher.ts";
import { outboxTable } from "../shared/audit/outbox-table.ts";
import { configTable } from "../shared/config/config-table.ts";
import { lookupTables } from "../shared/config/lookup/lookup-tables.ts";
import { seedConfiguration } from "../shared/config/seed-configuration.ts";
import { makeSnapshotKeeper } from "../shared/config/snapshot-keeper.ts";
import { starterConfiguration } from "../shared/config/starter-configuration.ts";
import { withDeadline } from "../shared/deadline.ts";
import { describeError, consoleLog as log } from "../shared/log.ts";
import { tableCall } from "../shared/tables/table-call.ts";
import { makeClients } from "./clients.ts";
import { liveHandler, makeReadyHandler } from "./health.ts";
import { makeImportHandler } from "./import-lookup-table.ts";
import { makeRouteCallHandler } from "./route-call.ts";
import { readSettings } from "./settings.ts";

// The real host tells why a start failed only once a function is registered: this one first, then what can go wrong.
app.http("health-live", { methods: ["GET"], route: "v1/health/live", authLevel: "anonymous", handler: liveHandler });

const settings = readSettings(process.env);
const clients = await makeClients(settings);
const now = Date.now;
const newId = () => uuidv7();
const instance = settings.WEBSITE_INSTANCE_ID ?? `${hostname()}-${process.pid}`;

const configClient = clients.table("EmergencyConfig");
const config = configTable(configClient);
const lookupClient = clients.table("LookupTables");
const lookups = lookupTables(lookupClient);
const outboxClient = clients.table("AuditOutbox");
const outbox = outboxTable(outboxClient);

const snapshots = makeSnapshotKeeper({
  table: config,
  lookups,
  now,
  log,
  checkEveryMs: settings.CONFIG_CHECK_EVERY_MS,
  staleAfterMs: settings.CONFIG_STALE_AFTER_MS,
});

const publisher = makeHubPublisher({
  producer: clients.producer,
  breaker: makeCircuitBreaker({ now, firstProbeAfterMs: 200, longestProbeIntervalMs: 5_000 }),
  log,
  sendDeadlineMs: 2_000,
});

const audit = makeAuditRecorder({
  chain: makeHashChain(newId()),
  publisher,
  outbox,
  log,
  publishBudgetMs: settings.AUDIT_PUBLISH_BUDGET_MS,
  outboxBudgetMs: settings.AUDIT_OUTBOX_BUDGET_MS,
});

app.http("health-ready", {
  methods: ["GET"],
  route: "v1/health/ready",
  authLevel: "anonymous",
  handler: makeReadyHandler({
    snapshots,
    checkTables: config.readPointer,
    checkEventHubs: () => withDeadline(1_000, (abortSignal) => clients.producer.getEventHubProperties({ abortSignal })),
    outboxDepth: outbox.depth,
  }),
});

app.http("route-call", {
  methods: ["POST"],
  route: "v1/call-setup",
  authLevel: "function",
  handler: makeRouteCallHandler({ snapshots, audit, now, newId, instance }),
});

app.http("import-lookup-table", {
  methods: ["POST"],
  route: "v1/config/imports",
  authLevel: "function",
  handler: makeImportHandler({ lookups, log }),
});

app.hook.appStart(async () => {
  await Promise.all([
    withDeadline(settings.START_BUDGET_MS, prepareConfiguration).catch((error: unknown) =>
      log.warn("started without a configuration from the store", { error: describeError(error) }),
    ),
    publisher.warm(settings.START_BUDGET_MS),
  ]);
});

app.hook.appTerminate(() => publisher.close());

/** Makes sure the tables are there, seeds a starter configuration where that is asked for, and loads the active version. */
async function prepareConfiguration(): Promise<void> {
  if (settings.SEED_STARTER_CONFIGURATION) {
    for (const client of [configClient, lookupClient, outboxClient])
      await tableCall("create a table", 2_000, (abortSignal) => client.createTable({ abortSignal }));
    if (await seedConfiguration(config, starterConfiguration(), now())) log.info("starter configuration activated");
  }
  await snapshots.refresh();
}
