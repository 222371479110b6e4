import type { HttpHandler, HttpRequest } from "@azure/functions";
import type { AuditStatus } from "../shared/audit/audit-event.ts";
import { decidedEvent } from "../shared/audit/decided-event.ts";
import type { AuditRecorder } from "../shared/audit/publish/audit-recorder.ts";
import type { SnapshotKeeper } from "../shared/config/snapshot/snapshot-keeper.ts";
import { nestsWithin } from "../shared/json/json-depth.ts";
import type { ReadCall } from "../shared/recognition/call-setup.ts";
import type { Flag } from "../shared/recognition/flags.ts";
import { callSetupFaults, readCallSetup } from "../shared/recognition/read-call-setup.ts";
import { decide } from "../shared/routing/decide.ts";
import type { Decision } from "../shared/routing/decision.ts";
import type { Metrics } from "../shared/telemetry/metrics.ts";
import type { SuspectedCalls } from "../shared/telemetry/suspected-calls.ts";
import { traceCall } from "../shared/telemetry/traces.ts";
import { JsonResponse } from "./edge/json-response.ts";
import { problem } from "./edge/problem.ts";
import { strayParameters } from "./edge/read-query.ts";
import { securityHeaders } from "./edge/security-headers.ts";
import type { ReadSignedBody } from "./edge/signed-body.ts";

export type RouteCallDependencies = {
  readonly readSignedBody: ReadSignedBody;
  readonly snapshots: Pick<SnapshotKeeper, "current">;
  readonly audit: AuditRecorder;
  readonly now: () => number;
  readonly newId: () => string;
  readonly instance: string;
  readonly metrics: Pick<Metrics, "decided" | "callFailed">;
  readonly suspectedCalls: Pick<SuspectedCalls, "add">;
};

const bodyLimitBytes = 64 * 1024;
/** A body that nests deeper is recorded as text, so that no store or reader has to walk it. */
const recordedDepth = 32;

/** POST /api/v1/call-setup: decides a call. An emergency or test call, or one that may have been one, is recorded before it is answered. */
export const makeRouteCall =
  ({
    readSignedBody,
    snapshots,
    audit,
    now,
    newId,
    instance,
    metrics,
    suspectedCalls,
  }: RouteCallDependencies): HttpHandler =>
  async (request, context) => {
    try {
      const startedMs = performance.now();
      const body = await readSignedBody(request, bodyLimitBytes);
      if (body.outcome === "refused") return problem(401, body.reason);
      if (body.outcome === "too-large") return problem(413, `a call-setup event has at most ${bodyLimitBytes} bytes`);
      if (body.outcome === "unreadable") return problem(400, body.reason);
      const read = readCallSetup(body.value, newId);
      if (read === null)
        return problem(400, "the body is not a call-setup event", { errors: callSetupFaults(body.value) });
      const nowMs = now();
      const decision = decide(withStrayParameters(read, request), snapshots.current(), { nowMs, decisionId: newId() });
      metrics.decided(decision);
      if (isSuspected(decision)) suspectedCalls.add(decision.decisionId);
      const latencyMs = performance.now() - startedMs;
      if (!isAudited(decision)) return answer(decision, "not-required", latencyMs, 0);
      const recorded = nestsWithin(body.value, recordedDepth) ? body.value : body.text;
      const { traceparent, end } = traceCall(decision, context.traceContext?.traceParent, nowMs);
      const { sender } = body;
      const event = decidedEvent(decision, { request: recorded, latencyMs, instance, sender, nowMs, traceparent });
      const status = await audit.record(event);
      end(status);
      return answer(decision, status, latencyMs, performance.now() - startedMs - latencyMs);
    } catch (error) {
      metrics.callFailed();
      throw error;
    }
  };

/** The query never costs a call its decision: each of its parameters becomes a flag. */
function withStrayParameters(read: ReadCall, request: HttpRequest): ReadCall {
  const names = strayParameters(request);
  return names.length === 0 ? read : { ...read, flags: [...read.flags, ...names.map(unknownFlag)] };
}

const unknownFlag = (name: string): Flag => `unknown:${name}`;

const isSuspected = ({ flags }: Decision): boolean => flags.includes("suspected");

const isAudited = (decision: Decision): boolean =>
  (decision.class !== "ordinary" && decision.class !== "special") || isSuspected(decision);

const answer = (
  decision: Decision,
  status: AuditStatus | "not-required",
  decideMs: number,
  auditMs: number,
): JsonResponse =>
  new JsonResponse(
    { ...decision, audit: { eventId: status === "not-required" ? null : decision.decisionId, status } },
    {
      ...securityHeaders,
      "x-decision-id": decision.decisionId,
      "server-timing": `decide;dur=${decideMs.toFixed(3)}, audit;dur=${auditMs.toFixed(3)}`,
    },
  );
