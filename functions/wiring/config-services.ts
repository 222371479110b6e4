import type { AuditEvent, AuditStatus } from "../../shared/audit/audit-event.ts";
import type { AuditRecorder } from "../../shared/audit/publish/audit-recorder.ts";
import { auditVersions } from "../../shared/config/change/audit-versions.ts";
import {
  type ChangeOutcome,
  changeConfiguration,
  type StoredChange,
} from "../../shared/config/change/change-configuration.ts";
import { configChangedEvent } from "../../shared/config/change/changed-event.ts";
import type { ConfigurationChange } from "../../shared/config/change/configuration-change.ts";
import type { TableImport, TableImportOutcome } from "../../shared/config/change/table-import.ts";
import { type LookupImportedData, lookupImportedEvent } from "../../shared/config/lookup/imported-event.ts";
import type { SeenCalls } from "../../shared/config/simulate/simulate-change.ts";
import type { SnapshotKeeper } from "../../shared/config/snapshot/snapshot-keeper.ts";
import type { ConfigTable } from "../../shared/config/store/config-table.ts";
import { auditImports } from "../../shared/config/store/lookup/audit-imports.ts";
import type { LookupTables } from "../../shared/config/store/lookup/lookup-tables.ts";
import { tidyVersions } from "../../shared/config/store/tidy-versions.ts";
import { describeError, type Log } from "../../shared/log.ts";

/** What changes the configuration, and what looks after what changes left behind. */
export type ConfigServices = {
  readonly change: (change: ConfigurationChange) => Promise<ChangeOutcome>;
  /** Stores rows of a lookup table and records that. Throws a DependencyError when the store fails. */
  readonly importTable: (wanted: TableImport) => Promise<TableImportOutcome>;
  /** Clears away what dead changes left, and records changes whose event was not. Never throws. */
  readonly tidy: () => Promise<void>;
};

export type ConfigServicesDependencies = {
  readonly table: ConfigTable;
  readonly lookups: LookupTables;
  readonly recentCalls: () => Promise<SeenCalls>;
  readonly audit: Pick<AuditRecorder, "record">;
  /** Whether an event of this id and time is in the trail. */
  readonly isRecorded: (event: AuditEvent) => Promise<boolean>;
  readonly snapshots: Pick<SnapshotKeeper, "refresh">;
  readonly log: Log;
  readonly now: () => number;
  readonly newId: () => string;
  readonly instance: string;
};

export function makeConfigServices(dependencies: ConfigServicesDependencies): ConfigServices {
  const { table, lookups, recentCalls, audit, isRecorded, snapshots, log, now, newId, instance } = dependencies;
  const recorded = new Map<string, AuditStatus>();

  const record = async (event: AuditEvent): Promise<AuditStatus> => {
    const status = await audit.record(event);
    if (status !== "logged") recorded.set(event.id, status);
    return status;
  };

  /** What this instance has recorded, or what the trail holds already, takes no second place in a chain. */
  const recordOnce = async (event: AuditEvent): Promise<AuditStatus> => {
    const known = recorded.get(event.id);
    if (known !== undefined) return known;
    return (await isRecorded(event)) ? "published" : record(event);
  };

  const recordChange =
    (by: (event: AuditEvent) => Promise<AuditStatus>) =>
    async ({ header, diff }: StoredChange) => {
      const event = configChangedEvent(header, diff, instance);
      const status = await by(event);
      if (status !== "logged") await markAudited(header.version);
      return { eventId: event.id, status };
    };

  /** Not marked, it is looked for by the next tidying. */
  const markAudited = (version: number): Promise<void> =>
    table
      .markHeader(version, { auditedAt: new Date(now()).toISOString() })
      .catch((error: unknown) => log.warn("a version could not be marked", { version, error: describeError(error) }));

  const recordImport =
    (by: (event: AuditEvent) => Promise<AuditStatus>) => async (imported: LookupImportedData["import"]) => {
      const { name, version } = imported;
      const event = lookupImportedEvent(imported, instance);
      const status = await by(event);
      if (status !== "logged")
        await lookups
          .markAudited(name, version, new Date(now()).toISOString())
          .catch((error: unknown) =>
            log.warn("a lookup table could not be marked", { name, version, error: describeError(error) }),
          );
      return { eventId: event.id, status };
    };

  return {
    importTable: async ({ name, version, rows, author, reason }) => {
      const imported = { author, reason, importedAt: new Date(now()).toISOString() };
      const stored =
        version === null
          ? await lookups.write(name, rows, imported)
          : await lookups.writeAs(name, version, rows, imported);
      if (stored === null) return { outcome: "taken" };
      if (stored.importedAt !== imported.importedAt) return { outcome: "unchanged", stored };
      log.info("rows of a lookup table imported", { name, version: stored.version, hash: stored.hash });
      return { outcome: "stored", stored, audit: await recordImport(record)({ ...stored, ...imported }) };
    },
    change: async (change) => {
      const outcome = await changeConfiguration(change, {
        table,
        lookups,
        recentCalls,
        recordChange: recordChange(record),
        now,
        newId,
      });
      if (outcome.outcome !== "changed") return outcome;
      log.info("configuration changed", { version: outcome.version, hash: outcome.effect.hash });
      await snapshots.refresh();
      return outcome;
    },
    tidy: async () => {
      try {
        await auditVersions(table, recordChange(recordOnce), now());
        await auditImports(lookups, recordImport(recordOnce), now());
        const cleared = await tidyVersions(table, now());
        if (cleared > 0) log.info("versions that never went live were cleared", { versions: cleared });
      } catch (error) {
        log.warn("the configuration could not be tidied", { error: describeError(error) });
      }
    },
  };
}
