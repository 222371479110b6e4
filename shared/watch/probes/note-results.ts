import { type Failing, failingAtMost, type TargetState } from "./probe-state.ts";
import { isOfEveryProbe, isOfTarget, type ProbeResult } from "./probe-target.ts";

/** What is known besides the results. `turn`: the last expectation that was probed in its turn. `eventId`: tells of the failures. */
export type Noted = {
  readonly turn: string | null;
  readonly eventId: string;
  readonly nowMs: number;
  /** The names of all expectations that there are. */
  readonly known: ReadonlySet<string>;
};

/** The state of a target after some probes: who fails how often in a row, and the sums. */
export function noteResults(
  state: TargetState,
  results: readonly ProbeResult[],
  { turn, eventId, nowMs, known }: Noted,
): TargetState {
  const failing = new Map(state.failing.filter(({ expectation }) => known.has(expectation)).map(byName));
  for (const { expectation, faults } of results) {
    const count = (failing.get(expectation)?.count ?? 0) + 1;
    const [isTarget, isDown] = [faults.some(isOfTarget), faults.some(isOfEveryProbe)];
    if (faults.length === 0) failing.delete(expectation);
    else failing.set(expectation, { expectation, count, lastAtMs: nowMs, isTarget, isDown, eventId });
  }
  const failed = results.filter(({ faults }) => faults.length > 0);
  const { sum } = state;
  return {
    after: turn ?? state.after,
    failing: [...failing.values()].slice(0, failingAtMost),
    lastAtMs: results.length === 0 ? state.lastAtMs : nowMs,
    sum: {
      probed: sum.probed + results.length,
      failed: sum.failed + failed.length,
      slowestMs: Math.max(sum.slowestMs, ...results.map(({ tookMs }) => tookMs)),
    },
  };
}

const byName = (one: Failing): readonly [string, Failing] => [one.expectation, one];

/** A cause of the alarm `probe-failed`: what failed twice in a row or more, once for a target that is itself what fails. */
export type FailedTwice = { readonly subject: string; readonly evidence: readonly string[] };

export function failedTwice(targets: Readonly<Record<string, TargetState>>): readonly FailedTwice[] {
  return Object.entries(targets).flatMap(([target, { failing }]) => {
    const twice = failing.filter(({ count }) => count >= 2);
    const down = twice.filter(({ isTarget }) => isTarget);
    const wrong = twice.filter(({ isTarget }) => !isTarget);
    return [
      ...(down.length === 0 ? [] : [{ subject: target, evidence: eventsOf(down) }]),
      ...wrong.map((one) => ({ subject: `${target} ${one.expectation}`, evidence: eventsOf([one]) })),
    ];
  });
}

const eventsOf = (failing: readonly Failing[]): readonly string[] => [
  ...new Set(failing.map(({ eventId }) => eventId)),
];
