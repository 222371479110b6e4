import { isInTrail } from "../../shared/audit/trail/is-in-trail.ts";
import { type AlarmKeeper, makeAlarmKeeper } from "../../shared/watch/alarms/alarm-keeper.ts";
import { alarmTable } from "../../shared/watch/alarms/alarm-table.ts";
import type { Services } from "./services.ts";

/** The keeper of the app's alarms, for whoever watches something. */
export const makeAlarms = ({ tables, audit, log, now, instance }: Services): AlarmKeeper =>
  makeAlarmKeeper({
    table: alarmTable(tables.watch, log),
    record: audit.record,
    isRecorded: (event) => isInTrail(tables, event),
    log,
    now,
    instance,
  });
