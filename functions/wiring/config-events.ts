import type { AuditEvent, AuditStatus } from "../../shared/audit/audit-event.ts";
import { configChangedEvent } from "../../shared/config/change/changed-event.ts";
import type { StoredChange } from "../../shared/config/change/configuration-change.ts";
import { type LookupImportedData, lookupImportedEvent } from "../../shared/config/lookup/imported-event.ts";
import type { ConfigTable } from "../../shared/config/store/config-table.ts";
import type { LookupTables } from "../../shared/config/store/lookup/lookup-tables.ts";
import { describeError, type Log } from "../../shared/log.ts";

export type RecordedEvent = { readonly eventId: string; readonly status: AuditStatus };

/** Records changes and imports as audit events, and marks what is stored as recorded. */
export type ConfigEvents = {
  readonly recordChange: (change: StoredChange) => Promise<RecordedEvent>;
  readonly recordImport: (imported: LookupImportedData["import"]) => Promise<RecordedEvent>;
};

export type ConfigEventsDependencies = {
  readonly table: Pick<ConfigTable, "markHeader">;
  readonly lookups: Pick<LookupTables, "markAudited">;
  readonly record: (event: AuditEvent) => Promise<AuditStatus>;
  readonly log: Log;
  readonly now: () => number;
  readonly instance: string;
};

/** If the mark fails, or the event is only in the log, the next run of tidy-configuration records the event again. */
export function makeConfigEvents(dependencies: ConfigEventsDependencies): ConfigEvents {
  const { table, lookups, record, log, now, instance } = dependencies;
  const auditedAt = () => new Date(now()).toISOString();
  return {
    recordChange: async ({ header, diff }) => {
      const { version } = header;
      const event = configChangedEvent(header, diff, instance);
      const status = await record(event);
      if (status !== "logged")
        await table
          .markHeader(version, { auditedAt: auditedAt() })
          .catch((error: unknown) =>
            log.warn("a version could not be marked", { version, error: describeError(error) }),
          );
      return { eventId: event.id, status };
    },
    recordImport: async (imported) => {
      const { name, version } = imported;
      const event = lookupImportedEvent(imported, instance);
      const status = await record(event);
      if (status !== "logged")
        await lookups
          .markAudited(name, version, auditedAt())
          .catch((error: unknown) =>
            log.warn("a lookup table could not be marked", { name, version, error: describeError(error) }),
          );
      return { eventId: event.id, status };
    },
  };
}
