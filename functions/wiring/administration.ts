import type { TableClient } from "@azure/data-tables";
import type { ChainKeys } from "../../shared/audit/chain-keys.ts";
import type { AuditRecorder } from "../../shared/audit/publish/audit-recorder.ts";
import { isInTrail } from "../../shared/audit/trail/is-in-trail.ts";
import { readRecentCalls } from "../../shared/audit/trail/recent-calls.ts";
import type { TrailTables } from "../../shared/audit/trail/trail-tables.ts";
import { trailReadEvent } from "../../shared/audit/trail-read-event.ts";
import { monotonic } from "../../shared/clock.ts";
import type { SnapshotKeeper } from "../../shared/config/snapshot/snapshot-keeper.ts";
import type { ConfigTable } from "../../shared/config/store/config-table.ts";
import type { LookupTables } from "../../shared/config/store/lookup/lookup-tables.ts";
import type { Log } from "../../shared/log.ts";
import type { AuditQueryDependencies } from "../edge/audit-answers.ts";
import { makePurgeAudit } from "../purge-audit.ts";
import type { Settings } from "../settings.ts";
import { type AuditHandlers, makeAuditHandlers } from "./audit-handlers.ts";
import { type ConfigHandlers, makeConfigHandlers } from "./config-handlers.ts";
import { makeConfigServices } from "./config-services.ts";

/** All that no call needs: what is asked now and then, and what runs by a timer. Loaded when the first of it is wanted. */
export type Administration = {
  readonly config: ConfigHandlers;
  readonly audit: AuditHandlers;
  /** Timers' handlers, which never throw. */
  readonly tidyConfiguration: () => Promise<void>;
  readonly purgeAudit: () => Promise<void>;
};

export type AdministrationDependencies = {
  readonly settings: Settings;
  readonly chainKeys: ChainKeys | null;
  readonly config: ConfigTable;
  readonly lookups: LookupTables;
  readonly tables: TrailTables & { readonly outbox: TableClient };
  readonly snapshots: Pick<SnapshotKeeper, "refresh">;
  readonly audit: Pick<AuditRecorder, "record">;
  readonly log: Log;
  readonly now: () => number;
  readonly newId: () => string;
  readonly instance: string;
  /** Fires when the instance is about to end. */
  readonly stopping: AbortSignal;
};

export function makeAdministration(dependencies: AdministrationDependencies): Administration {
  const { config: table, tables, chainKeys, audit, log, now, newId, instance, stopping } = dependencies;
  const recentCalls = () => readRecentCalls({ tables, log, nowMs: now() });
  const services = makeConfigServices({
    ...dependencies,
    table,
    recentCalls,
    isRecorded: (event) => isInTrail(tables, event),
  });
  const retention = makePurgeAudit(dependencies);
  stopping.addEventListener("abort", retention.stop);

  /** Where nobody is told apart there is nobody to be named. */
  const recordRead: AuditQueryDependencies["recordRead"] = async (
    { name: by, roles, isAuthenticated },
    operation,
    query,
  ) => {
    if (!isAuthenticated) return;
    const personal = roles.has("Audit.Read.Personal");
    await audit.record(trailReadEvent({ by, operation, query, personal }, { id: newId(), instance, nowMs: now() }));
  };

  return {
    config: makeConfigHandlers({ ...dependencies, table, services, recentCalls, recordRead }),
    audit: makeAuditHandlers({ tables, chainKeys, log, now, clock: monotonic, recordRead }),
    tidyConfiguration: services.tidy,
    purgeAudit: retention.purge,
  };
}
