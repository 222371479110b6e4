import * as z from "zod";
import { type ReadableTrail, readAll } from "../../audit/trail/read-trail.ts";
import type { VerificationReport } from "../../audit/verification/chain-report.ts";
import type { ConfigTable } from "../../config/store/config-table.ts";
import { readHistory } from "../../config/store/version-history.ts";
import { alarmWords } from "../alarms/alarm-words.ts";
import type { MinuteTable } from "../figures/minute-table.ts";
import type { WatchHead, WatchStateTable } from "../figures/watch-state.ts";
import type { ReportedAlarm, ReportedChange, ReportSources } from "./report.ts";

export type ReadSourcesDependencies = {
  readonly tables: ReadableTrail;
  readonly verify: (window: Window) => Promise<VerificationReport>;
  readonly minutes: Pick<MinuteTable, "readQuarters">;
  readonly state: Pick<WatchStateTable, "readRecent">;
  readonly config: Pick<ConfigTable, "readPointer" | "listHeaders">;
  /** How long outcomes may take. */
  readonly expectedMs: number;
};

type Window = { readonly from: string; readonly to: string };

/** Everything that a report is made of. Throws a DependencyError when a store fails. */
export async function readSources(window: Window, dependencies: ReadSourcesDependencies): Promise<ReportSources> {
  const { minutes, state, config, tables, verify, expectedMs } = dependencies;
  const [quarters, watched, changes, alarms, verification] = await Promise.all([
    minutes.readQuarters(window.from, window.to),
    state.readRecent(),
    readChanges(window, config),
    readAlarms(window, tables),
    verify(window),
  ]);
  const complete = watched !== null && isComplete(window, watched.head, expectedMs);
  return { ...window, complete, quarters, changes, alarms, verification };
}

/** Whether the last outcome of the window was due when the watch last ran. */
const isComplete = ({ from, to }: Window, { asOf, since, readingFrom }: WatchHead, expectedMs: number): boolean =>
  readingFrom === null && from >= since && Date.parse(asOf) >= Date.parse(to) + expectedMs;

const changesAtMost = 1_000;

/** The versions that were live in the window: that of its beginning, and those that came in it. The oldest first. */
async function readChanges(
  { from, to }: Window,
  config: ReadSourcesDependencies["config"],
): Promise<readonly ReportedChange[]> {
  const changes: ReportedChange[] = [];
  const { versions } = await readHistory(config, null, changesAtMost);
  for (const { version, hash, author, reason, createdAt, activatedAt } of versions) {
    const at = activatedAt ?? createdAt;
    if (at >= to) continue;
    changes.push({ version, hash, author, reason, activatedAt: at });
    if (at <= from) break;
  }
  return changes.reverse();
}

const alarmSchema = z.object({
  type: z.string(),
  time: z.string(),
  data: z.object({ alarm: z.enum(alarmWords), subject: z.string(), since: z.string() }),
});

async function readAlarms(window: Window, tables: ReadableTrail): Promise<readonly ReportedAlarm[]> {
  // An alarm that was recorded twice has one id, and is one.
  const alarms = new Map<string, ReportedAlarm>();
  for (const what of ["raised", "cleared"] as const) {
    const query = { filters: { type: `emergency-alarm.${what}.v1` as const }, callId: null, ...window };
    for await (const { text, row } of readAll(tables, query, () => false)) {
      const read = alarmSchema.safeParse(parsed(text));
      if (!read.success) continue;
      const { time, data } = read.data;
      alarms.set(String(row.eventId), { at: time, what, ...data });
    }
  }
  return [...alarms].sort(([idA, a], [idB, b]) => (a.at + idA < b.at + idB ? -1 : 1)).map(([, alarm]) => alarm);
}

function parsed(text: string | null): unknown {
  try {
    return JSON.parse(text ?? "null");
  } catch {
    return null;
  }
}
