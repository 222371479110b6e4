import type { TableClient } from "@azure/data-tables";
import type { AuditRecorder } from "../../shared/audit/publish/audit-recorder.ts";
import { isInTrail } from "../../shared/audit/trail/is-in-trail.ts";
import type { ReadableTrail } from "../../shared/audit/trail/read-trail.ts";
import type { Log } from "../../shared/log.ts";
import { type AlarmKeeper, makeAlarmKeeper } from "../../shared/watch/alarms/alarm-keeper.ts";
import { alarmTable } from "../../shared/watch/alarms/alarm-table.ts";

export type AlarmsDependencies = {
  readonly tables: ReadableTrail & { readonly watch: TableClient };
  readonly audit: Pick<AuditRecorder, "record">;
  readonly log: Log;
  readonly now: () => number;
  readonly instance: string;
};

/** The keeper of the app's alarms, for whoever watches something. */
export const makeAlarms = ({ tables, audit, log, now, instance }: AlarmsDependencies): AlarmKeeper =>
  makeAlarmKeeper({
    table: alarmTable(tables.watch, log),
    record: audit.record,
    isRecorded: (event) => isInTrail(tables, event),
    log,
    now,
    instance,
  });
