import type { VerifiedData } from "./probe-events.ts";
import type { ProbedTarget, ProbeResult } from "./probe-target.ts";

type Verification = VerifiedData["verification"];

/** What a new version was probed with, besides what came back. */
export type VerifiedVersion = Pick<Verification, "version" | "hash" | "from" | "until" | "expectations" | "broken"> & {
  /** How many were to be probed at each target. */
  readonly toProbe: number;
};

/** What the probes of a new version have shown. Of an expectation that was probed twice the second result counts. */
export function verificationOf(
  { toProbe, ...version }: VerifiedVersion,
  probed: readonly ProbedTarget[],
): Omit<Verification, "truncated"> {
  const targets = probed.map((one) => {
    const last = lastResults(one);
    const failures = last.filter(({ faults }) => faults.length > 0);
    return { target: one.target, probed: last.length, failed: failures.length, failures };
  });
  const isFailed = version.broken.length > 0 || targets.some(({ failed }) => failed > 0);
  // Where every expectation has an instant of its own nothing was probed, and nothing is known.
  const isComplete = toProbe > 0 && targets.every((one) => one.probed === toProbe);
  const notProbed = version.expectations - version.broken.length - toProbe;
  return { ...version, notProbed, targets, result: isFailed ? "failed" : isComplete ? "verified" : "incomplete" };
}

const lastResults = ({ results, repeated }: ProbedTarget): readonly ProbeResult[] => [
  ...new Map([...results, ...repeated].map((result) => [result.expectation, result])).values(),
];
