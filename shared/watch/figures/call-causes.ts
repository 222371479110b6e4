import type { Cause, Look } from "../alarms/alarm.ts";
import type { AlarmWord } from "../alarms/alarm-words.ts";
import { isFailing, type RouteTries } from "./route-tries.ts";
import { type CallChange, isEmergency, type WatchedCall } from "./watched-call.ts";

/** The alarms about calls. */
const callAlarms = [
  "emergency-call-failed",
  "route-failing",
  "outcome-missing",
  "contingency-used",
  "baseline-used",
  "suspected-calls",
] as const satisfies readonly AlarmWord[];

type CallAlarm = (typeof callAlarms)[number];
type Found = Cause & { readonly alarm: CallAlarm; readonly since: string };

/** What causes are judged by besides what has changed. */
export type Circumstances = {
  readonly tries: RouteTries;
  readonly expectedMs: number;
  /** Names of routes that are the last resort. */
  readonly contingencyRoutes: ReadonlySet<string>;
};

/** What is to be alarmed of what has changed: each cause is found once, when it becomes known. */
export function looksAt(changes: readonly CallChange[], circumstances: Circumstances): readonly Look[] {
  const found = changes
    .flatMap((change) => [
      ...causesOfDecision(change),
      ...causesOfStatus(change, circumstances),
      ...(isNewOutcome(change) ? causesOfTries(change.after, circumstances) : []),
    ])
    .sort((a, b) => (a.since < b.since ? -1 : a.since > b.since ? 1 : 0));
  return callAlarms.map((alarm) => ({ alarm, causes: found.filter((cause) => cause.alarm === alarm) }));
}

const instant = (atMs: number): string => new Date(atMs).toISOString();

function causesOfDecision({ before, after }: CallChange): readonly Found[] {
  const { id, atMs, flags, territory, ingress } = after;
  if (before !== null) return [];
  const cause = { evidence: [id], since: instant(atMs) };
  const has = (flag: string): boolean => flags.includes(flag);
  return [
    ...(has("suspected") ? [{ ...cause, alarm: "suspected-calls" as const, subject: ingress }] : []),
    ...(isEmergency(after.class) && has("contingency-route")
      ? [{ ...cause, alarm: "contingency-used" as const, subject: territory }]
      : []),
    ...(isEmergency(after.class) && has("baseline-config")
      ? [{ ...cause, alarm: "baseline-used" as const, subject: territory }]
      : []),
  ];
}

function causesOfStatus({ before, after }: CallChange, { expectedMs }: Circumstances): readonly Found[] {
  const { id, callId, atMs, status, outcome, ingress } = after;
  if (status === before?.status || !isEmergency(after.class)) return [];
  if (status === "missing") {
    const since = instant(atMs + expectedMs);
    return [{ alarm: "outcome-missing", subject: ingress, evidence: [id], since }];
  }
  if (status !== "failed" || outcome === null) return [];
  const [evidence, since] = [[id, outcome.eventId], instant(outcome.atMs)];
  return [{ alarm: "emergency-call-failed", subject: callId, evidence, since }];
}

const evidenceAtMost = 20;

const isNewOutcome = ({ before, after }: CallChange): boolean =>
  after.outcome !== null && after.outcome.eventId !== before?.outcome?.eventId && isEmergency(after.class);

/** A route is looked at again whenever it has failed once more. */
function causesOfTries(call: WatchedCall, circumstances: Circumstances): readonly Found[] {
  const { outcome } = call;
  if (outcome === null) return [];
  const since = instant(outcome.atMs);
  const failed = new Set(outcome.tries.filter(({ result }) => result === "failed").map(({ route }) => route));
  const failing = [...failed].flatMap((route): readonly Found[] => {
    const calls = circumstances.tries.get(route) ?? [];
    if (!isFailing(calls)) return [];
    const evidence = calls.filter(({ answered }) => answered.includes(false)).map(({ outcomeId }) => outcomeId);
    return [{ alarm: "route-failing", subject: route, evidence: evidence.slice(-evidenceAtMost), since }];
  });
  if (!isLastResort(call, circumstances)) return failing;
  return [
    ...failing,
    { alarm: "contingency-used", subject: call.territory, evidence: [call.id, outcome.eventId], since },
  ];
}

/** Whether the call went on to a contingency route behind its own. */
const isLastResort = ({ firstRoute, outcome }: WatchedCall, { contingencyRoutes }: Circumstances): boolean =>
  firstRoute !== null &&
  !contingencyRoutes.has(firstRoute) &&
  outcome?.tries.some(({ route }) => contingencyRoutes.has(route)) === true;
