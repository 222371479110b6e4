import type { TableClient } from "@azure/data-tables";
import type { AuditRecorder } from "../shared/audit/publish/audit-recorder.ts";
import { type PurgeOutcome, type PurgeReport, purgeAudit } from "../shared/audit/retention/purge-audit.ts";
import { progressTable } from "../shared/audit/retention/purge-progress.ts";
import type { ActiveHolds, PurgeLimits } from "../shared/audit/retention/purge-run.ts";
import type { TrailTables } from "../shared/audit/trail/trail-tables.ts";
import type { ConfigTable } from "../shared/config/store/config-table.ts";
import { describeError, type Log } from "../shared/log.ts";
import { tableLease } from "../shared/tables/lease.ts";
import type { Settings } from "./settings.ts";

export type PurgeAuditDependencies = {
  readonly settings: Pick<
    Settings,
    "AUDIT_RETENTION_DAYS" | "AUDIT_TEST_RETENTION_DAYS" | "AUDIT_LOCATION_RETENTION_DAYS"
  >;
  /** The outbox table holds the leases. */
  readonly tables: TrailTables & { readonly outbox: TableClient };
  readonly config: Pick<ConfigTable, "readPointer" | "readVersion">;
  readonly audit: Pick<AuditRecorder, "record">;
  readonly log: Log;
  readonly now: () => number;
  readonly newId: () => string;
  readonly instance: string;
  /** Aborted when the instance ends. A run then records and deletes nothing more: the instance's chain is about to be closed. */
  readonly stopping: AbortSignal;
};

/** The host ends a function after a minute. */
const limits: PurgeLimits = { rowsPerStep: 800, rowsPerRun: 50_000, budgetMs: 30_000 };
const leaseMs = 60_000;

const reasons: Readonly<Partial<Record<PurgeOutcome, string>>> = {
  "no-configuration": "nothing was purged: without a configuration the legal holds are not known",
  "awaiting-event": "nothing was purged: the event of the last purge is not in the audit trail yet",
  "not-recorded": "purging ended early: its audit event could not be stored",
};

/** The timer that deletes what is older than its retention period. Never throws: the next run purges what this one could not. */
export function makePurgeAudit(dependencies: PurgeAuditDependencies): () => Promise<void> {
  const { settings, tables, config, audit, log, now, newId, stopping } = dependencies;
  let running: Promise<void> | null = null;
  const lease = tableLease({ client: tables.outbox, owner: newId(), now, leaseMs });
  const progress = progressTable(tables.outbox);
  const periods = {
    days: settings.AUDIT_RETENTION_DAYS,
    testDays: settings.AUDIT_TEST_RETENTION_DAYS ?? null,
    locationDays: settings.AUDIT_LOCATION_RETENTION_DAYS ?? null,
  };
  const record: AuditRecorder["record"] = async (event) => (stopping.aborted ? "logged" : audit.record(event));
  const readHolds = () => readActiveHolds(config);

  async function purgeNow(): Promise<void> {
    try {
      logReport(log, await purgeAudit({ ...dependencies, lease, progress, readHolds, record, periods, limits }));
    } catch (error) {
      log.warn("the audit trail could not be purged", { error: describeError(error) });
    }
  }

  // All runs of an instance share its lease, so a second run joins the first.
  return () => {
    running ??= purgeNow().finally(() => {
      running = null;
    });
    return running;
  };
}

/** Read from the store and not from the snapshot in memory: a hold that was set a moment ago counts. */
async function readActiveHolds(config: PurgeAuditDependencies["config"]): Promise<ActiveHolds | null> {
  const pointer = await config.readPointer();
  if (pointer === null) return null;
  const { version, hash } = pointer;
  return { version, hash, holds: (await config.readVersion(version, hash)).legalHolds };
}

function logReport(log: Log, { outcome, ...totals }: PurgeReport): void {
  const reason = reasons[outcome];
  if (reason !== undefined) log.warn(reason, totals);
  else if (totals.events + totals.deadLetterRows > 0) log.info("audit trail purged", { outcome, ...totals });
  if (totals.undeletable > 0)
    log.error("rows of the audit trail are old, and the store does not delete them", { rows: totals.undeletable });
  if (totals.unsound > 0)
    log.warn("rows of the audit trail are old, and stay because they are not what was recorded", {
      rows: totals.unsound,
    });
}
