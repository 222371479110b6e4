import { type ChainKeys, makeChainKeys } from "../../shared/audit/chain-keys.ts";
import { makeHashChain } from "../../shared/audit/hash-chain.ts";
import { type AuditRecorder, makeAuditRecorder } from "../../shared/audit/publish/audit-recorder.ts";
import { makeCircuitBreaker } from "../../shared/audit/publish/circuit-breaker.ts";
import { makeDrainReminder } from "../../shared/audit/publish/drain-reminder.ts";
import { type HubPublisher, makeHubPublisher } from "../../shared/audit/publish/hub-publisher.ts";
import { type HubSender, makeHubSender } from "../../shared/audit/publish/hub-sender.ts";
import { makeOutboxDrain, type OutboxDrain } from "../../shared/audit/publish/outbox-drain.ts";
import { putDeadLetter } from "../../shared/audit/trail/dead-letter-table.ts";
import { monotonic } from "../../shared/clock.ts";
import type { Log } from "../../shared/log.ts";
import { tableLease } from "../../shared/tables/lease.ts";
import type { Metrics } from "../../shared/telemetry/metrics.ts";
import { makeDrainOutbox } from "../drain-outbox.ts";
import type { Settings } from "../settings.ts";
import type { Clients } from "./clients.ts";
import type { Stores } from "./stores.ts";

/** Records audit events, and sends those to Event Hubs later that could not be published at once. */
export type AuditServices = {
  /** Null if the trail has hashes but no MACs. */
  readonly chainKeys: ChainKeys | null;
  readonly audit: AuditRecorder;
  readonly recordsLocations: boolean;
  readonly publisher: HubPublisher;
  readonly sender: HubSender;
  /** The handler of drain-outbox. */
  readonly drainOutbox: () => Promise<void>;
};

export type AuditServicesDependencies = Pick<Clients, "makeProducer"> &
  Pick<Stores, "tables" | "outbox"> & {
    readonly settings: Settings;
    /** AUDIT_CHAIN_KEY as the environment has it. */
    readonly chainKeySetting: string | undefined;
    readonly metrics: Pick<Metrics, "stored" | "deadLettered">;
    readonly log: Log;
    readonly now: () => number;
    readonly newId: () => string;
    readonly instance: string;
    readonly stopping: AbortSignal;
  };

/** How long one send may take. A call waits for no longer, and then its event goes to the outbox. */
const sendDeadline = ({ AUDIT_PUBLISH_BUDGET_MS }: Settings): number => Math.max(2_000, AUDIT_PUBLISH_BUDGET_MS);
const probes = { firstProbeAfterMs: 200, longestProbeIntervalMs: 5_000 };
const leaseMs = 60_000;
/** Well below `functionTimeout` in host.json. */
const drainBudgetMs = 40_000;

export function makeAuditServices(dependencies: AuditServicesDependencies): AuditServices {
  const { settings, makeProducer, outbox, metrics, log, newId } = dependencies;
  const chainKeys = readChainKeys(dependencies);
  const chain = makeHashChain(newId(), chainKeys?.sign);
  const sender = makeHubSender(makeProducer);
  const { drain } = makeDrain(dependencies);
  const drainOnce = makeDrainOutbox({ drain, outbox, log });
  const drainOutbox = async (): Promise<void> => void (await drainOnce());
  const remind = makeDrainReminder({ drain: drainOnce, stopping: dependencies.stopping });
  const publisher = makeHubPublisher({
    sender,
    chainId: chain.id,
    breaker: makeCircuitBreaker({ clock: monotonic, ...probes }),
    log,
    sendDeadlineMs: sendDeadline(settings),
    onRecovered: () => void drainOutbox(),
  });
  const audit = makeAuditRecorder({
    ...dependencies,
    chain,
    publisher,
    publishBudgetMs: settings.AUDIT_PUBLISH_BUDGET_MS,
    outboxBudgetMs: settings.AUDIT_OUTBOX_BUDGET_MS,
    onStored: (status, tookMs) => {
      metrics.stored(status, tookMs);
      if (status === "queued") remind();
    },
  });
  return { chainKeys, audit, recordsLocations: settings.AUDIT_LOCATION === "full", publisher, sender, drainOutbox };
}

function makeDrain(dependencies: AuditServicesDependencies): OutboxDrain {
  const { makeProducer, tables, outbox, metrics, log, now, newId } = dependencies;
  return makeOutboxDrain({
    outbox,
    lease: tableLease({ client: tables.outbox, owner: newId(), now, leaseMs }),
    // A second sender: a drain that fails must not end a send that a call waits for.
    sender: makeHubSender(makeProducer),
    putAside: async (letter) => {
      await putDeadLetter(tables.deadLetters, letter, now());
      metrics.deadLettered();
    },
    log,
    clock: monotonic,
    budgetMs: drainBudgetMs,
  });
}

/**
 * The keys of the audit trail; null if none is set. If the vault did not give the key, calls are still decided, but events
 * carry no MAC and the log says so.
 */
export function readChainKeys({
  settings,
  chainKeySetting = "",
  now,
  log,
}: Pick<AuditServicesDependencies, "settings" | "chainKeySetting" | "now" | "log">): ChainKeys | null {
  const { AUDIT_CHAIN_KEY: current, AUDIT_CHAIN_KEY_PREVIOUS: previous = "", AUDIT_CHAIN_KEY_SINCE: since } = settings;
  if (current === undefined) {
    if (chainKeySetting !== "")
      log.error("AUDIT_CHAIN_KEY is a reference to a vault that was not resolved: audit events carry no MAC");
    return null;
  }
  return makeChainKeys({
    current,
    previous: previous.split(/\s+/).filter((key) => key !== ""),
    keyedSince: { at: new Date(since ?? now()).toISOString(), isSaid: since !== undefined },
  });
}
