import type { EventRecorders, RecordEvent } from "../../audit/event-recorders.ts";
import { DependencyError } from "../../dependency-error.ts";
import { forEachAtOnce } from "../../for-each-at-once.ts";
import type { Log } from "../../log.ts";
import type { Alarm, Cause, Look } from "./alarm.ts";
import { alarmClearedEvent, alarmRaisedEvent } from "./alarm-events.ts";
import type { AlarmTable, KeptAlarm, StoredAlarm } from "./alarm-table.ts";
import { alarmMeanings, runbookOf } from "./alarm-words.ts";

/** Raises an alarm once, and clears it when its cause has been gone for ten minutes. All throw a DependencyError when the store fails. */
export type AlarmKeeper = {
  /** Takes what was found: raises alarms for new causes, and notes which causes are gone. To be repeated if it throws. */
  readonly look: (...looks: readonly Look[]) => Promise<void>;
  /** Finishes what was left half-done, and clears what is over. To be called by a timer. */
  readonly settle: () => Promise<void>;
  /** The open alarms, the oldest first. */
  readonly open: () => Promise<readonly Alarm[]>;
};

export type AlarmKeeperDependencies = EventRecorders & {
  readonly table: AlarmTable;
  readonly log: Log;
  readonly now: () => number;
  readonly instance: string;
};

const clearedAfterMs = 600_000;
/** So long an instance may be at work on an alarm that it has just raised or cleared. */
const recordedWithinMs = 5_000;
const evidenceAtMost = 20;
/** Of one alarm. Further subjects share the subject `others`. */
const subjectsAtMost = 100;
const others = "others";
const triesAtMost = 5;
const rowsAtOnce = 4;

export function makeAlarmKeeper({
  table,
  record,
  recordOnce,
  log,
  now,
  instance,
}: AlarmKeeperDependencies): AlarmKeeper {
  const instant = (): string => new Date(now()).toISOString();
  const isOlder = (at: string | null, ms: number): boolean => at !== null && now() - Date.parse(at) >= ms;

  async function look(...looks: readonly Look[]): Promise<void> {
    for (let tries = 0; tries < triesAtMost; tries++) {
      const kept = await table.list();
      const taken = await forEachAtOnce(1, looks, (each) => takeLook(each, kept));
      if (taken.every(Boolean)) return;
    }
    throw new DependencyError("note alarms", true, new Error("others change the same alarms again and again"));
  }

  /** False when somebody else changed one of the rows meanwhile. */
  async function takeLook({ alarm, causes, subjects }: Look, kept: readonly StoredAlarm[]): Promise<boolean> {
    const open = kept.filter((each) => each.alarm === alarm);
    const found = withinLimit(open, causes);
    const left = open.filter(({ subject }) => !found.has(subject) && (subjects?.includes(subject) ?? true));
    const noted = await forEachAtOnce(rowsAtOnce, [...found.values()], (cause) =>
      noteCause(
        alarm,
        cause,
        open.find(({ subject }) => subject === cause.subject),
      ),
    );
    const gone = await forEachAtOnce(rowsAtOnce, left, noteGone);
    return [...noted, ...gone].every(Boolean);
  }

  async function noteCause(alarm: Alarm["alarm"], cause: Cause, kept: StoredAlarm | undefined): Promise<boolean> {
    if (kept === undefined) return raise(alarm, cause);
    // It was over, and its cause is back: that is another alarm.
    if (kept.state === "clearing") return (await finishClearing(kept)) && raise(alarm, cause);
    const evidence = [...new Set([...kept.evidence, ...cause.evidence])].slice(0, evidenceAtMost);
    if (kept.goneSince === null && evidence.length === kept.evidence.length) return true;
    return (await table.replace({ ...kept, evidence, goneSince: null })) !== null;
  }

  async function raise(alarm: Alarm["alarm"], { subject, evidence, since }: Cause): Promise<boolean> {
    const raisedAt = instant();
    const facts = { alarm, subject, since: since ?? raisedAt, evidence, runbook: runbookOf(alarm) };
    const raised = await table.insert({ ...facts, state: "raising", raisedAt, goneSince: null, clearedAt: null });
    if (raised === null) return false;
    await finishRaising(raised, record);
    return true;
  }

  async function noteGone(kept: StoredAlarm): Promise<boolean> {
    if (kept.goneSince !== null || kept.state === "clearing") return true;
    return (await table.replace({ ...kept, goneSince: instant() })) !== null;
  }

  async function finishRaising(kept: StoredAlarm, recordEvent: RecordEvent): Promise<void> {
    const { alarm, subject, since, evidence, runbook } = kept;
    log.error(alarmMeanings[alarm].tells, { alarm, subject, since, evidence, runbook });
    const status = await recordEvent(alarmRaisedEvent(factsOf(kept), kept.raisedAt, instance));
    // What is only in the log is recorded again by the next call of `settle`.
    if (status !== "logged") await table.replace({ ...kept, state: "raised" });
  }

  async function finishClearing(kept: StoredAlarm): Promise<boolean> {
    const { alarm, subject, since } = kept;
    const status = await recordOnce(alarmClearedEvent(factsOf(kept), kept.clearedAt ?? instant(), instance));
    if (status === "logged") return false;
    log.info("an alarm is over", { alarm, subject, since });
    return table.remove(kept);
  }

  async function settleOne(kept: StoredAlarm): Promise<void> {
    if (kept.state === "raising") {
      if (isOlder(kept.raisedAt, recordedWithinMs)) await finishRaising(kept, recordOnce);
    } else if (kept.state === "clearing") {
      if (isOlder(kept.clearedAt, recordedWithinMs)) await finishClearing(kept);
    } else if (isOlder(kept.goneSince, clearedAfterMs)) {
      const clearing = await table.replace({ ...kept, state: "clearing", clearedAt: instant() });
      if (clearing !== null) await finishClearing(clearing);
    }
  }

  return {
    look,
    settle: async () => {
      await forEachAtOnce(rowsAtOnce, await table.list(), settleOne);
    },
    open: async () => {
      const kept = (await table.list()).filter(({ state }) => state !== "clearing");
      return kept.map(factsOf).sort((a, b) => (a.since < b.since ? -1 : 1));
    },
  };
}

const factsOf = ({ alarm, subject, since, evidence, runbook }: KeptAlarm): Alarm => ({
  alarm,
  subject,
  since,
  evidence,
  runbook,
});

/** One cause for each subject. When there are too many, the subjects that have no alarm yet share one. */
function withinLimit(open: readonly StoredAlarm[], causes: readonly Cause[]): ReadonlyMap<string, Cause> {
  const known = new Set(open.map(({ subject }) => subject));
  const found = new Map<string, Cause>();
  for (const cause of causes) {
    const isRoom = known.has(cause.subject) || known.size < subjectsAtMost;
    const subject = isRoom ? cause.subject : others;
    known.add(subject);
    const before = found.get(subject);
    const evidence = [...new Set([...(before?.evidence ?? []), ...cause.evidence])].slice(0, evidenceAtMost);
    found.set(subject, { ...cause, ...before, subject, evidence });
  }
  return found;
}
