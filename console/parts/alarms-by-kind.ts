import { alarmMeanings } from "../api/alarm-meanings.ts";
import type { Schema } from "../api/client.ts";

type Alarm = Schema<"Alarm">;

export type AlarmsOfKind = Pick<Alarm, "alarm" | "runbook"> & { readonly alarms: readonly Alarm[] };

/** As the description of the API has them: those first that callers suffer from. */
const order = Object.keys(alarmMeanings);

/** Open alarms by kind; those of a kind stay in their order. */
export function byKind(alarms: readonly Alarm[]): readonly AlarmsOfKind[] {
  const kinds = new Map<string, Alarm[]>();
  for (const each of alarms) kinds.set(each.alarm, [...(kinds.get(each.alarm) ?? []), each]);
  return [...kinds.values()]
    .flatMap((group) =>
      group[0] === undefined ? [] : [{ alarm: group[0].alarm, runbook: group[0].runbook, alarms: group }],
    )
    .sort((a, b) => order.indexOf(a.alarm) - order.indexOf(b.alarm));
}
