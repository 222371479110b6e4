import { configChangedId } from "../../config/change/changed-event.ts";
import { brokenExpectations } from "../../config/expectations/judge-expectations.ts";
import type { BrokenExpectation } from "../../config/expectations/unmet.ts";
import type { AlarmKeeper } from "../alarms/alarm-keeper.ts";
import type { ActiveExpectations } from "./active-expectations.ts";

/** What was found, for the watch's answer: the first of those that do not hold, with what is wanted and what there is instead. */
export type CheckedExpectations = {
  readonly version: number;
  readonly checkedAt: string;
  readonly total: number;
  readonly broken: number;
  readonly firstBroken: readonly {
    readonly name: string;
    readonly owner: string;
    readonly unmet: readonly { readonly field: string; readonly wanted: string; readonly got: string }[];
  }[];
};

export type CheckDependencies = {
  /** The active version and its expectations; null if this instance does not have them. */
  readonly readActive: () => Promise<ActiveExpectations | null>;
  readonly alarms: Pick<AlarmKeeper, "look">;
  /** Keeps what was found, for the watch's answer. */
  readonly keep: (found: CheckedExpectations) => Promise<void>;
  readonly now: () => number;
};

/**
 * Makes the check of expectations against the active version, at the instant that it is called: the window of a number may have begun
 * or ended. One that does not hold is an alarm. A version without expectations is looked at once. Throws a DependencyError when
 * the store fails.
 */
export function makeExpectationCheck({ readActive, alarms, keep, now }: CheckDependencies): () => Promise<void> {
  let emptyVersion: number | null = null;
  return async () => {
    const active = await readActive();
    if (active === null || active.version === emptyVersion) return;
    const nowMs = now();
    const broken = await brokenExpectations(active.expectations, active.snapshot, nowMs);
    const evidence = [configChangedId(active)];
    const causes = broken.map(({ expectation: { name } }) => ({ subject: name, evidence }));
    await alarms.look({ alarm: "expectation-broken", causes });
    await keep(describeCheck(active, broken, nowMs));
    emptyVersion = active.expectations.length === 0 ? active.version : null;
  };
}

const listedAtMost = 20;

const describeCheck = (
  { version, expectations }: ActiveExpectations,
  broken: readonly BrokenExpectation[],
  nowMs: number,
): CheckedExpectations => ({
  version,
  checkedAt: new Date(nowMs).toISOString(),
  total: expectations.length,
  broken: broken.length,
  firstBroken: broken.slice(0, listedAtMost).map(({ expectation: { name, owner }, unmet }) => ({
    name,
    owner,
    unmet: unmet.map(({ field, ...differs }) => ({ field: field.join("."), ...differs })),
  })),
});
