import { type AuditEvent, auditEvent } from "../../audit/audit-event.ts";
import type { ProbeResult } from "./probe-target.ts";

/** Failures that an event lists. There may be ten thousand, and an event of all targets must not get too long. */
const listedAtMost = 100;
const listedOfTarget = 10;

/** Probes of one target. `from` to `until` are instants. */
export type ProbeSums = {
  readonly target: string;
  readonly from: string;
  readonly until: string;
  readonly probed: number;
  readonly failed: number;
  readonly slowestMs: number;
};

/** `data` of `emergency-probe.result.v1`: probes that failed, or `sum` for all of an hour. */
export type ProbeResultData = {
  readonly probe: ProbeSums & {
    readonly kind: "failed" | "sum";
    /** The version that should have decided. */
    readonly version: number;
    readonly failures: readonly ProbeResult[];
    readonly truncated: boolean;
  };
  readonly instance: string;
};

/** How a version that went live is decided by at each target. */
export type VerifiedData = {
  readonly verification: {
    readonly version: number;
    readonly hash: string;
    readonly from: string;
    readonly until: string;
    /** `incomplete`: time was up before all were probed. */
    readonly result: "verified" | "failed" | "incomplete";
    /** How many there are in all. */
    readonly expectations: number;
    /** Those with an instant of their own: a target decides by its clock. */
    readonly notProbed: number;
    /** Names of those that do not hold where they were judged. */
    readonly broken: readonly string[];
    readonly targets: readonly {
      readonly target: string;
      readonly probed: number;
      readonly failed: number;
      readonly failures: readonly ProbeResult[];
    }[];
    readonly truncated: boolean;
  };
  readonly instance: string;
};

type Stamp = { readonly id: string; readonly instance: string; readonly nowMs: number };

/** The audit event of probes. */
export const probeResultEvent = (
  { kind, version, failures, ...sums }: Omit<ProbeResultData["probe"], "truncated">,
  { id, instance, nowMs }: Stamp,
): AuditEvent<ProbeResultData> =>
  auditEvent({
    id,
    type: "emergency-probe.result.v1",
    subject: `probe ${sums.target}`,
    at: nowMs,
    data: {
      probe: {
        kind,
        version,
        ...sums,
        failures: failures.slice(0, listedAtMost),
        truncated: failures.length > listedAtMost,
      },
      instance,
    },
  });

/** The audit event of what probing a version that went live has shown. */
export const configVerifiedEvent = (
  { broken, targets, ...verification }: Omit<VerifiedData["verification"], "truncated">,
  { id, instance, nowMs }: Stamp,
): AuditEvent<VerifiedData> =>
  auditEvent({
    id,
    type: "emergency-config.verified.v1",
    subject: `configuration version ${verification.version}`,
    at: nowMs,
    data: {
      verification: {
        ...verification,
        broken: broken.slice(0, listedAtMost),
        targets: targets.map((one) => ({ ...one, failures: one.failures.slice(0, listedOfTarget) })),
        truncated: broken.length > listedAtMost || targets.some(({ failures }) => failures.length > listedOfTarget),
      },
      instance,
    },
  });
