import type { AuditEvent, AuditStatus } from "../../audit/audit-event.ts";
import type { AlarmKeeper } from "../alarms/alarm-keeper.ts";
import type { ActiveExpectations } from "../expectations/active-expectations.ts";
import { type DescribedProbes, describeProbes } from "./describe-probes.ts";
import { failedTwice, noteResults } from "./note-results.ts";
import { configVerifiedEvent, probeResultEvent } from "./probe-events.ts";
import { type ProbeRound, type ProbeRoundDependencies, probeTargets } from "./probe-round.ts";
import { newProbeState, newTargetState, type ProbeState, type TargetState, targetStateOf } from "./probe-state.ts";
import type { ProbeStateTable } from "./probe-state-table.ts";
import type { ProbedTarget } from "./probe-target.ts";
import { type Probeable, probeableOf } from "./probeable.ts";
import { verificationOf } from "./verification.ts";

export type ProbeDependencies = ProbeRoundDependencies & {
  /** The active version and its expectations; null if this instance does not have them. */
  readonly readActive: () => Promise<ActiveExpectations | null>;
  readonly state: ProbeStateTable;
  readonly alarms: Pick<AlarmKeeper, "look">;
  readonly record: (event: AuditEvent) => Promise<AuditStatus>;
  /** Keeps how probing stands, for the watch's answer. */
  readonly keep: (described: DescribedProbes) => Promise<void>;
  readonly instance: string;
};

/** By then every instance that takes calls uses a new version. */
const settledAfterMs = 10_000;
/** A version that seems to be of the future is one of a machine with a wrong clock. */
const aheadAtMostMs = 60_000;
const sumsEveryMs = 3_600_000;

/**
 * One run of probes: what is due at each target, or all expectations of a version that is to be verified. What fails is recorded, what fails
 * twice in a row is an alarm. Throws a DependencyError when the store fails; the next run then begins where this one did.
 */
export async function runProbes(dependencies: ProbeDependencies): Promise<void> {
  const { readActive, state: table, alarms, keep, now } = dependencies;
  const startedMs = now();
  const active = await readActive();
  if (active === null || !isSettled(active, startedMs)) return;
  const before = (await table.read()) ?? newProbeState(startedMs);
  const probeable = await probeableOf(active, startedMs);
  const isWhole = before.verified?.version !== active.version || isToBeVerified(active, probeable, before);
  const round = { active, probed: probeable.probed, before, startedMs, isWhole };
  const probed = await probeTargets(round, dependencies);
  // Answers of two versions cannot be judged by one of them.
  if ((await readActive())?.version !== active.version) return;
  const targets = await noteTargets(probed, round, dependencies);
  await alarms.look({ alarm: "probe-failed", causes: failedTwice(targets) });
  const verified = isWhole ? await recordVerified(probed, round, probeable.broken, dependencies) : before.verified;
  const noted = { ...before, verified, lastRunAtMs: startedMs, targets };
  const after = await recordSums(noted, round, dependencies);
  await table.write(after);
  await keep(describeProbes(after));
}

function isSettled({ activatedAt }: ActiveExpectations, nowMs: number): boolean {
  const ageMs = nowMs - Date.parse(activatedAt);
  return ageMs >= settledAfterMs || ageMs < -aheadAtMostMs;
}

/** A provisional version can still be confirmed by probes: all are sent again as soon as none fails any more. */
const isToBeVerified = (
  { isProvisional }: ActiveExpectations,
  { probed, broken }: Probeable,
  { verified, targets }: ProbeState,
): boolean =>
  isProvisional &&
  verified?.result !== "verified" &&
  probed.length > 0 &&
  broken.length === 0 &&
  Object.values(targets).every(({ failing }) => failing.length === 0);

/** The state of every target that there is, and one event for each of those with a failure. */
async function noteTargets(
  probed: readonly ProbedTarget[],
  { active, probed: expectations, before, startedMs }: ProbeRound,
  { record, newId, now, instance }: ProbeDependencies,
): Promise<ProbeState["targets"]> {
  const known = new Set(expectations.map(({ name }) => name));
  const targets: Record<string, TargetState> = {};
  for (const { target, results, repeated, turn } of probed) {
    const [eventId, nowMs] = [newId(), now()];
    const state = noteResults(targetStateOf(before, target), results, { turn, eventId, nowMs, known });
    targets[target] = noteResults(state, repeated, { turn: null, eventId, nowMs, known });
    const all = [...results, ...repeated];
    const failures = all.filter(({ faults }) => faults.length > 0);
    if (failures.length === 0) continue;
    const sums = { target, ...between(startedMs, nowMs), ...sumOf(all) };
    const { version } = active;
    await record(probeResultEvent({ kind: "failed", version, ...sums, failures }, { id: eventId, instance, nowMs }));
  }
  return targets;
}

const sumOf = (results: ProbedTarget["results"]) => ({
  probed: results.length,
  failed: results.filter(({ faults }) => faults.length > 0).length,
  slowestMs: Math.max(0, ...results.map(({ tookMs }) => tookMs)),
});

const between = (fromMs: number, untilMs: number) => ({
  from: new Date(fromMs).toISOString(),
  until: new Date(untilMs).toISOString(),
});

async function recordVerified(
  probed: readonly ProbedTarget[],
  { active, probed: expectations, startedMs }: ProbeRound,
  broken: readonly string[],
  { record, newId, now, instance }: ProbeDependencies,
): Promise<ProbeState["verified"]> {
  const { version, hash } = active;
  const nowMs = now();
  if (active.expectations.length === 0)
    return { version, result: "no-expectations", at: new Date(nowMs).toISOString() };
  const of = { version, hash, ...between(startedMs, nowMs), broken };
  const sizes = { expectations: active.expectations.length, toProbe: expectations.length };
  const verification = verificationOf({ ...of, ...sizes }, probed);
  await record(configVerifiedEvent(verification, { id: newId(), instance, nowMs }));
  return { version, result: verification.result, at: of.until };
}

/** Once an hour, an event in sum for each target. */
async function recordSums(
  state: ProbeState,
  { active, startedMs }: ProbeRound,
  { record, newId, instance }: ProbeDependencies,
): Promise<ProbeState> {
  if (startedMs - state.sumsFromMs < sumsEveryMs) return state;
  const targets: Record<string, TargetState> = {};
  for (const [target, one] of Object.entries(state.targets)) {
    const sums = { target, ...between(state.sumsFromMs, startedMs), ...one.sum };
    const event = { kind: "sum", version: active.version, ...sums, failures: [] } as const;
    await record(probeResultEvent(event, { id: newId(), instance, nowMs: startedMs }));
    targets[target] = { ...one, sum: newTargetState().sum };
  }
  return { ...state, sumsFromMs: startedMs, targets };
}
