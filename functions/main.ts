import { hostname } from "node:os";
import { app } from "@azure/functions";
import { makeClock, monotonic } from "../shared/clock.ts";
import { isOverdue } from "../shared/config/snapshot/overdue-trial.ts";
import { makeSnapshotKeeper } from "../shared/config/snapshot/snapshot-keeper.ts";
import { withDeadline } from "../shared/deadline.ts";
import { describeError, consoleLog as log } from "../shared/log.ts";
import { makeIds } from "../shared/new-id.ts";
import { makeMetrics } from "../shared/telemetry/metrics.ts";
import { makeSuspectedCalls } from "../shared/telemetry/suspected-calls.ts";
import { readOrLogSettings } from "./settings.ts";
import { makeAccess } from "./wiring/access.ts";
import { makeAuditServices } from "./wiring/audit-services.ts";
import { makeClients } from "./wiring/clients.ts";
import { lazy } from "./wiring/lazy.ts";
import { prepareConfiguration } from "./wiring/prepare-configuration.ts";
import { registerFunctions, registerHealth } from "./wiring/register-functions.ts";
import type { Services } from "./wiring/services.ts";
import { makeStores } from "./wiring/stores.ts";
import { makeTelemetry } from "./wiring/telemetry.ts";

registerHealth(app);

const settings = readOrLogSettings(process.env, log);
const clock = makeClock({
  wall: () => Date.now(),
  monotonic,
  onSet: (byMs, isFollowed) =>
    log.warn("the clock of the machine was set", { byS: Math.round(byMs / 1_000), isFollowed }),
});
const { now } = clock;
const instance = settings.WEBSITE_INSTANCE_ID ?? `${hostname()}-${process.pid}`;
const stopping = new AbortController();
const common = { settings, log, now, newId: makeIds(now), instance, stopping: stopping.signal };

const { tables, makeProducer } = await makeClients(settings, clock.observe);
const stores = makeStores(tables, log);
const { config, lookups, outbox } = stores;

const snapshots = makeSnapshotKeeper({
  table: config,
  lookups,
  clock: monotonic,
  log,
  checkEveryMs: settings.CONFIG_CHECK_EVERY_MS,
  staleAfterMs: settings.CONFIG_STALE_AFTER_MS,
  onChecked: ({ trial }) => {
    if (isOverdue(trial, now())) void takeTrialBack();
  },
});
const metrics = makeMetrics({
  clockSkewMs: clock.skewMs,
  snapshot: () => snapshots.current().config,
  damagedTables: () => snapshots.current().snapshot.damagedTables.size,
  outboxDepth: () => outbox.lastStatus()?.depth ?? null,
  outboxAgeMs: () => {
    const oldestAt = outbox.lastStatus()?.oldestAt ?? null;
    return oldestAt === null ? null : now() - Date.parse(oldestAt);
  },
});
const suspectedCalls = makeSuspectedCalls({ log });
const telemetry = makeTelemetry({ ...common, onStarted: metrics.connect });
const auditServices = makeAuditServices({
  ...common,
  ...stores,
  makeProducer,
  metrics,
  chainKeySetting: process.env.AUDIT_CHAIN_KEY,
});
const access = makeAccess({ ...common, clock: monotonic, onRefused: metrics.refused });

const services: Services = { ...common, ...stores, ...auditServices, ...access, snapshots, metrics, suspectedCalls };
const administration = lazy(async () => (await import("./wiring/administration.ts")).makeAdministration(services));
const readDescription = lazy(async () => (await import("./wiring/describe-api.ts")).writeApiDescription());
const openConsole = lazy(async () => (await import("./edge/console-files.ts")).openConsoleFiles());

/** The timer does that first; this is for when its instance has died too. */
async function takeTrialBack(): Promise<void> {
  try {
    await (await administration()).revertTrial();
  } catch (error) {
    log.error("a provisional version could not be taken back", { error: describeError(error) });
  }
}

registerFunctions(app, { ...services, readDescription, openConsole }, administration);

app.hook.appStart(async () => {
  await Promise.all([
    withDeadline(settings.START_BUDGET_MS, () => prepareConfiguration(services)).catch((error: unknown) =>
      log.warn("started without a configuration from the store", { error: describeError(error) }),
    ),
    services.publisher.warm(settings.START_BUDGET_MS),
    telemetry.start(),
  ]);
});

app.hook.appTerminate(async () => {
  stopping.abort();
  suspectedCalls.flush();
  await services.audit.close();
  await services.sender.close();
  await telemetry.stop();
});
