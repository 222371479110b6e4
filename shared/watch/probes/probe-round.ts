import type { Expectation } from "../../config/expectation.ts";
import { firstRoutes, sharedStarts } from "../../config/expectations/first-routes.ts";
import { expectedCallDecided } from "../../config/expectations/judge-expectations.ts";
import { forEachAtOnce } from "../../for-each-at-once.ts";
import type { ActiveExpectations } from "../expectations/active-expectations.ts";
import { dueProbes } from "./due-probes.ts";
import { type ProbeState, targetStateOf } from "./probe-state.ts";
import {
  type ProbedTarget,
  type ProbeResult,
  type ProbeTargetOptions,
  probeTarget,
  type WantedProbe,
} from "./probe-target.ts";
import type { ProbeTarget } from "./probe-targets.ts";

/** What one run is to probe. `isWhole`: the version is to be verified, so that all expectations are probed. */
export type ProbeRound = {
  readonly active: ActiveExpectations;
  readonly probed: readonly Expectation[];
  readonly before: ProbeState;
  readonly startedMs: number;
  readonly isWhole: boolean;
};

export type ProbeRoundDependencies = Omit<ProbeTargetOptions, "target" | "config"> & {
  readonly targets: readonly ProbeTarget[];
  readonly wait: (ms: number) => Promise<void>;
};

const targetsAtOnce = 4;
/** An instance that had nothing to do answers the first probe by the version that it knows, and loads the new one within this. */
const repeatAfterMs = 5_000;
const repeatedAtMost = 20;

/** Probes every target. Never throws. */
export const probeTargets = (
  round: ProbeRound,
  dependencies: ProbeRoundDependencies,
): Promise<readonly ProbedTarget[]> =>
  forEachAtOnce(targetsAtOnce, dependencies.targets, (target) => probeOneTarget(target, round, dependencies));

async function probeOneTarget(
  target: ProbeTarget,
  round: ProbeRound,
  dependencies: ProbeRoundDependencies,
): Promise<ProbedTarget> {
  const { active, probed, isWhole } = round;
  const options = { ...dependencies, target, config: active };
  const wanted = wantedOf(round);
  const probe = (expectations: readonly Expectation[]) => probeTarget(expectations.map(wanted), options);
  const { again, turn } = isWhole ? { again: [], turn: probed } : dueOf(target, round);
  const results = await probe([...again, ...turn]);
  const failed = new Set(results.filter(({ faults }) => faults.length > 0).map(({ expectation }) => expectation));
  const names = new Set(turn.map(({ name }) => name));
  return {
    target: target.name,
    results,
    repeated: isWhole
      ? await repeat(
          probed.filter(({ name }) => failed.has(name)),
          probe,
          dependencies,
        )
      : [],
    turn: results.findLast(({ expectation }) => names.has(expectation))?.expectation ?? null,
  };
}

/** What to probe of an expectation: its call, and the routes that it may be given first. */
function wantedOf({ active: { snapshot }, startedMs }: ProbeRound): (expectation: Expectation) => WantedProbe {
  const starts = sharedStarts(snapshot);
  return (expectation) => {
    const decision = expectedCallDecided(expectation, snapshot, startedMs);
    return { expectation, firstRoutes: firstRoutes(decision, starts).map(({ name }) => name) };
  };
}

const dueOf = (target: ProbeTarget, { probed, before, startedMs }: ProbeRound) =>
  dueProbes(probed, targetStateOf(before, target.name), {
    nowMs: startedMs,
    sinceMs: before.lastRunAtMs,
  });

async function repeat(
  failed: readonly Expectation[],
  probe: (expectations: readonly Expectation[]) => Promise<readonly ProbeResult[]>,
  { wait }: ProbeRoundDependencies,
): Promise<readonly ProbeResult[]> {
  if (failed.length === 0) return [];
  await wait(repeatAfterMs);
  return probe(failed.slice(0, repeatedAtMost));
}
