import type { TableClient } from "@azure/data-tables";
import type { ChainKeys } from "../../shared/audit/chain-keys.ts";
import { makeHashChain } from "../../shared/audit/hash-chain.ts";
import { type AuditRecorder, makeAuditRecorder } from "../../shared/audit/publish/audit-recorder.ts";
import { makeCircuitBreaker } from "../../shared/audit/publish/circuit-breaker.ts";
import { type HubPublisher, makeHubPublisher } from "../../shared/audit/publish/hub-publisher.ts";
import { type HubSender, makeHubSender } from "../../shared/audit/publish/hub-sender.ts";
import { makeOutboxDrain } from "../../shared/audit/publish/outbox-drain.ts";
import { type OutboxStatus, type OutboxTable, outboxTable } from "../../shared/audit/publish/outbox-table.ts";
import { putDeadLetter } from "../../shared/audit/trail/dead-letter-table.ts";
import { monotonic } from "../../shared/clock.ts";
import { describeError, type Log } from "../../shared/log.ts";
import { tableLease } from "../../shared/tables/lease.ts";
import type { Metrics } from "../../shared/telemetry/metrics.ts";
import type { Settings } from "../settings.ts";
import type { Clients } from "./clients.ts";

/** What records audit events, and what brings those to Event Hubs that could not be published at once. */
export type AuditServices = {
  readonly audit: AuditRecorder;
  readonly publisher: HubPublisher;
  readonly sender: HubSender;
  readonly outbox: OutboxTable;
  /** Never throws: what could not be sent now is sent by the next drain. */
  readonly drainOutbox: () => Promise<void>;
  /** What a drain or health check of the last minute saw of the outbox; older news would be told long after it is true. */
  readonly lastOutboxStatus: () => OutboxStatus | null;
};

export type AuditServicesDependencies = {
  readonly settings: Settings;
  readonly chainKeys: ChainKeys | null;
  readonly makeProducer: Clients["makeProducer"];
  readonly outboxClient: TableClient;
  readonly deadLetters: TableClient;
  readonly log: Log;
  readonly now: () => number;
  readonly newId: () => string;
  readonly instance: string;
  readonly onStored: Metrics["stored"];
  readonly onDeadLettered: Metrics["deadLettered"];
};

/** How long one send may take; a call waits less and then goes to the outbox. */
const sendDeadlineMs = 2_000;
const probes = { firstProbeAfterMs: 200, longestProbeIntervalMs: 5_000 };
const leaseMs = 60_000;
/** Well below `functionTimeout` in host.json. */
const drainBudgetMs = 40_000;
const newsForMs = 60_000;

export function makeAuditServices(dependencies: AuditServicesDependencies): AuditServices {
  const {
    settings,
    chainKeys,
    makeProducer,
    outboxClient,
    deadLetters,
    log,
    now,
    newId,
    instance,
    onStored,
    onDeadLettered,
  } = dependencies;
  let last: { readonly status: OutboxStatus; readonly atMs: number } | null = null;
  const chain = makeHashChain(newId(), chainKeys?.sign);
  const sender = makeHubSender(makeProducer);
  const table = outboxTable(outboxClient);
  const outbox: OutboxTable = {
    ...table,
    status: async () => {
      const status = await table.status();
      last = { status, atMs: monotonic() };
      return status;
    },
  };
  const drain = makeOutboxDrain({
    outbox,
    lease: tableLease({ client: outboxClient, owner: newId(), now, leaseMs }),
    // One of its own: a drain that fails must not end a send that a call waits for.
    sender: makeHubSender(makeProducer),
    putAside: async (letter) => {
      await putDeadLetter(deadLetters, letter, now());
      onDeadLettered();
    },
    log,
    clock: monotonic,
    budgetMs: drainBudgetMs,
  });
  const drainOutbox = async (): Promise<void> => {
    try {
      const sent = await drain.drain();
      if (sent > 0) log.info("outbox drained", { events: sent });
      await outbox.status();
    } catch (error) {
      log.warn("the outbox could not be drained", { error: describeError(error) });
    }
  };
  const publisher = makeHubPublisher({
    sender,
    chainId: chain.id,
    breaker: makeCircuitBreaker({ clock: monotonic, ...probes }),
    log,
    sendDeadlineMs,
    onRecovered: () => void drainOutbox(),
  });
  const lastOutboxStatus = (): OutboxStatus | null =>
    last !== null && monotonic() - last.atMs < newsForMs ? last.status : null;
  const audit = makeAuditRecorder({
    chain,
    publisher,
    outbox,
    log,
    now,
    newId,
    instance,
    publishBudgetMs: settings.AUDIT_PUBLISH_BUDGET_MS,
    outboxBudgetMs: settings.AUDIT_OUTBOX_BUDGET_MS,
    onStored,
  });
  return { audit, publisher, sender, outbox, drainOutbox, lastOutboxStatus };
}
