import type { TableClient } from "@azure/data-tables";
import type { EventRecorders } from "../../shared/audit/event-recorders.ts";
import type { Log } from "../../shared/log.ts";
import { type AlarmKeeper, makeAlarmKeeper } from "../../shared/watch/alarms/alarm-keeper.ts";
import { alarmTable } from "../../shared/watch/alarms/alarm-table.ts";

export type AlarmsDependencies = EventRecorders & {
  readonly tables: { readonly watch: TableClient };
  readonly log: Log;
  readonly now: () => number;
  readonly instance: string;
};

/** The keeper of the app's alarms, for whoever watches something. */
export const makeAlarms = ({ tables, ...dependencies }: AlarmsDependencies): AlarmKeeper =>
  makeAlarmKeeper({ ...dependencies, table: alarmTable(tables.watch, dependencies.log) });
