import { hostname } from "node:os";
import { app } from "@azure/functions";
import { makeClock, monotonic } from "../shared/clock.ts";
import { makeSnapshotKeeper } from "../shared/config/snapshot/snapshot-keeper.ts";
import { configTable } from "../shared/config/store/config-table.ts";
import { lookupTables } from "../shared/config/store/lookup/lookup-tables.ts";
import { withDeadline } from "../shared/deadline.ts";
import { heldFor } from "../shared/held-for.ts";
import { describeError, consoleLog as log } from "../shared/log.ts";
import { makeIds } from "../shared/new-id.ts";
import { readCallSetup } from "../shared/recognition/read-call-setup.ts";
import { decide } from "../shared/routing/decide.ts";
import { makeMetrics } from "../shared/telemetry/metrics.ts";
import { traceProjection } from "../shared/telemetry/trace-projection.ts";
import { liveHandler, makeReadyHandler } from "./health.ts";
import { openApiFunction } from "./openapi.ts";
import { projectAudit } from "./project-audit.ts";
import { makeRecordOutcomeHandler } from "./record-outcome.ts";
import { makeRouteCallHandler } from "./route-call.ts";
import { readSettings, type Settings, SettingsError } from "./settings.ts";
import { makeAccess } from "./wiring/access.ts";
import { auditFunctions } from "./wiring/audit-functions.ts";
import { makeAuditServices } from "./wiring/audit-services.ts";
import { chainKeysOf } from "./wiring/chain-keys.ts";
import { makeClients } from "./wiring/clients.ts";
import { configFunctions } from "./wiring/config-functions.ts";
import { whenAsked } from "./wiring/lazy.ts";
import { makeTelemetry } from "./wiring/telemetry.ts";

// The real host tells why a start failed only once a function is registered: this one first, then what can go wrong.
app.http("health-live", { methods: ["GET"], route: "v1/health/live", authLevel: "anonymous", handler: liveHandler });

const settings = readOrLogSettings();
const clock = makeClock({
  wall: () => Date.now(),
  monotonic,
  onSet: (byMs, isFollowed) =>
    log.warn("the clock of the machine was set", { byS: Math.round(byMs / 1_000), isFollowed }),
});
const { now } = clock;
const clients = await makeClients(settings, clock.observe);
const newId = makeIds(now);
const instance = settings.WEBSITE_INSTANCE_ID ?? `${hostname()}-${process.pid}`;

const tables = {
  config: clients.table("EmergencyConfig"),
  lookups: clients.table("LookupTables"),
  outbox: clients.table("AuditOutbox"),
  trail: clients.table("AuditTrail"),
  byCall: clients.table("AuditByCall"),
  deadLetters: clients.table("AuditDeadLetter"),
};
const config = configTable(tables.config, (version) =>
  log.error("the packed copy of a configuration version is damaged", { version }),
);
const lookups = lookupTables(tables.lookups);

const snapshots = makeSnapshotKeeper({
  table: config,
  lookups,
  clock: monotonic,
  log,
  checkEveryMs: settings.CONFIG_CHECK_EVERY_MS,
  staleAfterMs: settings.CONFIG_STALE_AFTER_MS,
});

const metrics = makeMetrics({
  clockSkewMs: clock.skewMs,
  snapshot: () => snapshots.current().config,
  damagedTables: () => snapshots.current().snapshot.damagedTables.size,
  outboxDepth: () => lastOutboxStatus()?.depth ?? null,
  outboxAgeMs: () => {
    const oldestAt = lastOutboxStatus()?.oldestAt ?? null;
    return oldestAt === null ? null : now() - Date.parse(oldestAt);
  },
});

const chainKeys = chainKeysOf(settings, process.env.AUDIT_CHAIN_KEY, now(), log);

const telemetry = makeTelemetry({ settings, instance, log, onStarted: metrics.connect });

const { audit, publisher, sender, outbox, drainOutbox, lastOutboxStatus } = makeAuditServices({
  settings,
  chainKeys,
  makeProducer: clients.makeProducer,
  outboxClient: tables.outbox,
  deadLetters: tables.deadLetters,
  log,
  now,
  newId,
  instance,
  onStored: metrics.stored,
  onDeadLettered: metrics.deadLettered,
});

const { readSignedBody: readBody, guard } = makeAccess({
  settings,
  log,
  now,
  clock: monotonic,
  onRefused: metrics.refused,
});

/** Anybody may ask, and as often as they like: the stores are asked once for all. */
const readyHeldMs = 1_000;

app.http("health-ready", {
  methods: ["GET"],
  route: "v1/health/ready",
  authLevel: "anonymous",
  handler: makeReadyHandler({
    snapshots,
    checkTables: heldFor(readyHeldMs, monotonic, () => withDeadline(1_000, config.readPointer)),
    checkEventHubs: heldFor(readyHeldMs, monotonic, () => sender.check(1_000)),
    outboxStatus: heldFor(readyHeldMs, monotonic, () => withDeadline(1_000, outbox.status)),
    now,
  }),
});

app.http("openapi", openApiFunction);

app.http("route-call", {
  methods: ["POST"],
  route: "v1/call-setup",
  authLevel: "function",
  handler: makeRouteCallHandler({
    readBody,
    snapshots,
    audit,
    now,
    newId,
    instance,
    onDecided: metrics.decided,
    onFailed: metrics.callFailed,
  }),
});

app.http("record-outcome", {
  methods: ["POST"],
  route: "v1/call-outcomes",
  authLevel: "function",
  handler: makeRecordOutcomeHandler({ readBody, audit, now, instance, onFailed: metrics.callFailed }),
});

app.timer("drain-outbox", { schedule: settings.AUDIT_DRAIN_SCHEDULE, handler: drainOutbox });

app.eventHub(
  "project-audit",
  projectAudit({
    tables,
    log,
    now,
    onProjected: ({ id, time, traceparent }, begunMs) => {
      metrics.projected(now() - Date.parse(time));
      traceProjection(traceparent, id, begunMs);
    },
    onDeadLettered: metrics.deadLettered,
    eventHubName: settings.AUDIT_EVENT_HUB,
  }),
);

const stopping = new AbortController();
const administration = whenAsked(async () => {
  const { makeAdministration } = await import("./wiring/administration.ts");
  const { signal } = stopping;
  return makeAdministration({
    settings,
    chainKeys,
    config,
    lookups,
    tables,
    snapshots,
    audit,
    log,
    now,
    newId,
    instance,
    stopping: signal,
  });
});
for (const [name, options] of Object.entries({
  ...auditFunctions(async () => (await administration()).audit, guard),
  ...configFunctions({ loadHandlers: async () => (await administration()).config, guard, log }),
}))
  app.http(name, options);

app.timer("purge-audit", {
  schedule: settings.AUDIT_PURGE_SCHEDULE,
  handler: async () => (await administration()).purgeAudit(),
});

app.timer("tidy-configuration", {
  schedule: settings.CONFIG_TIDY_SCHEDULE,
  handler: async () => (await administration()).tidyConfiguration(),
});

app.hook.appStart(async () => {
  await Promise.all([
    withDeadline(settings.START_BUDGET_MS, prepareConfiguration).catch((error: unknown) =>
      log.warn("started without a configuration from the store", { error: describeError(error) }),
    ),
    publisher.warm(settings.START_BUDGET_MS),
    telemetry.start(),
  ]);
});

app.hook.appTerminate(async () => {
  stopping.abort();
  await audit.close();
  await sender.close();
  await telemetry.stop();
});

/** The host grades what the app writes line by line: all faults are one line, and an error. */
function readOrLogSettings(): Settings {
  try {
    return readSettings(process.env);
  } catch (error) {
    if (error instanceof SettingsError) log.error("the app settings are not valid", { faults: error.faults });
    throw error;
  }
}

/** Makes sure the tables are there, seeds a starter configuration where that is asked for, and loads the active version. */
async function prepareConfiguration(): Promise<void> {
  if (settings.SEED_STARTER_CONFIGURATION) {
    const { seedStores } = await import("./wiring/seed-stores.ts");
    await seedStores(Object.values(tables), { table: config, now, newId, log });
  }
  await snapshots.refresh();
  warmDecision();
}

/** The first decision compiles and loads what the others then find ready. Its result is of no use to anybody. */
function warmDecision(): void {
  const read = readCallSetup({ calledParty: "+44112", callingParty: "+441632960123" }, newId);
  if (read !== null) decide(read, snapshots.current(), { nowMs: now(), decisionId: newId() });
}
