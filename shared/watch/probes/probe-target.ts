import type { Expectation } from "../../config/expectation.ts";
import { forEachAtOnce } from "../../for-each-at-once.ts";
import { pace } from "../../pace.ts";
import { judgeReply, type ProbeFault, type ProbeFaultWord, type WantedConfig } from "./judge-reply.ts";
import type { ProbeTarget } from "./probe-targets.ts";
import type { SendProbe } from "./send-probe.ts";
import { writeProbe } from "./write-probe.ts";

/** One probe that was sent, and all that was wrong with its answer. */
export type ProbeResult = {
  readonly expectation: string;
  readonly callId: string;
  readonly tookMs: number;
  readonly faults: readonly ProbeFault[];
};

/** What became of the probes at one target. */
export type ProbedTarget = {
  readonly target: string;
  readonly results: readonly ProbeResult[];
  /** Those of a new version that failed, once more. */
  readonly repeated: readonly ProbeResult[];
  /** The last expectation that had its turn. */
  readonly turn: string | null;
};

/** An expectation to be probed. `firstRoutes`: names of the routes that its call may be given first. */
export type WantedProbe = { readonly expectation: Expectation; readonly firstRoutes: readonly string[] };

export type ProbeTargetOptions = {
  readonly target: ProbeTarget;
  readonly config: WantedConfig;
  /** The secret that marks probes. */
  readonly secret: string;
  readonly send: SendProbe;
  readonly now: () => number;
  readonly newId: () => string;
  /** Whether time is up: then no further probe is sent. */
  readonly isLate: () => boolean;
};

const probesAtOnce = 8;

/** What would be wrong with every other probe too. `not-recognised`: each of them would be recorded there as a call. */
const endsAll: ReadonlySet<ProbeFaultWord> = new Set(["unreachable", "status", "unreadable", "not-recognised"]);

/** Whether every other probe of the target would end in the same way. */
export const isOfEveryProbe = ({ what }: ProbeFault): boolean => endsAll.has(what);

/** Faults of the target itself; the expectation may hold there. */
export const isOfTarget = ({ what }: ProbeFault): boolean => what !== "expectation";

/**
 * Probes expectations at one target, a few at once: the first alone, and the others only if it got an answer that a probe gets.
 * Those that were not reached in time have no result. Never throws. Paced.
 */
export async function probeTarget(
  wanted: readonly WantedProbe[],
  options: ProbeTargetOptions,
): Promise<readonly ProbeResult[]> {
  const [first, ...others] = wanted;
  if (first === undefined || options.isLate()) return [];
  const result = await probeOne(first, options);
  if (result.faults.some(isOfEveryProbe)) return [result];
  const results = await forEachAtOnce(probesAtOnce, others, async (one) => {
    if (pace.isDue()) await pace.rest();
    return options.isLate() ? null : probeOne(one, options);
  });
  return [result, ...results.flatMap((one) => one ?? [])];
}

async function probeOne(
  { expectation, firstRoutes }: WantedProbe,
  { target, config, secret, send, now, newId }: ProbeTargetOptions,
): Promise<ProbeResult> {
  const probe = writeProbe(expectation, target, secret, { nowMs: now(), newId });
  const reply = await send(probe);
  const { callId } = probe;
  const faults = judgeReply(reply, { expectation, config, firstRoutes });
  return { expectation: expectation.name, callId, tookMs: Math.round(reply.tookMs), faults };
}
