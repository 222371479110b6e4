import type { HttpHandler, HttpResponseInit } from "@azure/functions";
import type { AuditStatus } from "../shared/audit/audit-event.ts";
import { decidedEvent } from "../shared/audit/decided-event.ts";
import { locationEvent } from "../shared/audit/location-event.ts";
import type { AuditRecorder } from "../shared/audit/publish/audit-recorder.ts";
import { recordableRequest } from "../shared/audit/recordable-request.ts";
import type { SnapshotKeeper } from "../shared/config/snapshot/snapshot-keeper.ts";
import { type ProbeCheck, probeAnswerHeader, probeMarkerHeader } from "../shared/identity/probe-marker.ts";
import type { CallClass } from "../shared/recognition/classes.ts";
import { callSetupFaults } from "../shared/recognition/read-call-setup.ts";
import { sipjsonFaults } from "../shared/recognition/read-sipjson.ts";
import { decide } from "../shared/routing/decide.ts";
import type { Decision } from "../shared/routing/decision.ts";
import { writeRtjson } from "../shared/routing/write-rtjson.ts";
import type { Metrics } from "../shared/telemetry/metrics.ts";
import type { SuspectedCalls } from "../shared/telemetry/suspected-calls.ts";
import { traceCall } from "../shared/telemetry/traces.ts";
import { type CallForms, readCall, readCallForms } from "./edge/call-forms.ts";
import { JsonResponse } from "./edge/json-response.ts";
import { problem } from "./edge/problem.ts";
import { securityHeaders } from "./edge/security-headers.ts";
import type { ReadSignedBody, Shortening } from "./edge/signed-body.ts";
import { withoutLocation } from "./edge/without-location.ts";

export type RouteCallDependencies = {
  readonly readSignedBody: ReadSignedBody;
  /** Null if this app has no secret for probes. */
  readonly isProbe: ProbeCheck | null;
  readonly snapshots: Pick<SnapshotKeeper, "current">;
  readonly audit: AuditRecorder;
  /** Whether callers' locations are recorded too, each by an event of its own. */
  readonly recordsLocations: boolean;
  readonly now: () => number;
  readonly newId: () => string;
  readonly instance: string;
  readonly metrics: Pick<Metrics, "decided" | "callFailed">;
  readonly suspectedCalls: Pick<SuspectedCalls, "add">;
};

const bodyLimitBytes = 64 * 1024;
/** A location may be longer than that: then the call is decided without it. */
const longLocation: Shortening = { limitBytes: 2 * 1024 * 1024, shorten: withoutLocation };

/**
 * POST /api/v1/call-setup: decides a call. An emergency or test call, or one that may have been one, is recorded before it is
 * answered. A probe is decided in the same way, and neither recorded nor counted here: whoever sent it does that.
 */
export const makeRouteCall =
  ({
    readSignedBody,
    isProbe,
    snapshots,
    audit,
    recordsLocations,
    now,
    newId,
    instance,
    metrics,
    suspectedCalls,
  }: RouteCallDependencies): HttpHandler =>
  async (request, context) => {
    try {
      const startedMs = performance.now();
      const body = await readSignedBody(request, bodyLimitBytes, longLocation);
      if (body.outcome === "refused") return problem(401, body.reason);
      if (body.outcome === "too-large") return problem(413, `a call-setup event has at most ${bodyLimitBytes} bytes`);
      if (body.outcome === "unreadable") return problem(400, body.reason);
      const forms = readCallForms(request, body.value);
      const read = readCall(body.value, forms, newId);
      if (read === null) return noCall(body.value, forms);
      const nowMs = now();
      const decision = decide(read, snapshots.current(), { nowMs, decisionId: newId() });
      if (isProbe?.(request.headers.get(probeMarkerHeader), { text: body.text, call: read.call }) === true) {
        const decideMs = performance.now() - startedMs;
        return answer(decision, forms, "not-required", { decideMs, auditMs: 0, headers: probeHeaders });
      }
      metrics.decided(decision, read.call.ingress);
      const isSuspected = decision.flags.includes("suspected");
      if (isSuspected) suspectedCalls.add(decision.decisionId);
      const latencyMs = performance.now() - startedMs;
      if (!isSuspected && unaudited.has(decision.class))
        return answer(decision, forms, "not-required", { decideMs: latencyMs, auditMs: 0 });
      const { request: recorded, location } = recordableRequest(body.value, body.text);
      const { traceparent, end } = traceCall(decision, context.traceContext?.traceParent, nowMs);
      const { sender } = body;
      const circumstances = { request: recorded, query: forms.query, latencyMs, instance, sender, nowMs, traceparent };
      // Both events are given at once, so that they go in one send and cost the call one wait.
      const stored = audit.record(decidedEvent(decision, circumstances));
      if (recordsLocations && location !== null)
        await audit.record(
          locationEvent(decision.callId, { decisionId: decision.decisionId, location, instance, sender }, nowMs),
        );
      const status = await stored;
      end(status);
      const auditMs = performance.now() - startedMs - latencyMs;
      return answer(decision, forms, status, { decideMs: latencyMs, auditMs });
    } catch (error) {
      metrics.callFailed();
      throw error;
    }
  };

const noCall = (body: unknown, { question }: CallForms): HttpResponseInit =>
  question === null
    ? problem(400, "the body is not a call-setup event", { errors: callSetupFaults(body) })
    : problem(400, "the body is not a question of sipjson", { errors: sipjsonFaults(body) });

/** Classes of calls that are recorded only when they are suspected. */
const unaudited: ReadonlySet<CallClass> = new Set(["ordinary", "special"]);

const probeHeaders = { [probeAnswerHeader.name]: probeAnswerHeader.value };

type AnswerParts = {
  readonly decideMs: number;
  readonly auditMs: number;
  readonly headers?: Readonly<Record<string, string>>;
};

const answer = (
  decision: Decision,
  forms: CallForms,
  status: AuditStatus | "not-required",
  { decideMs, auditMs, headers = {} }: AnswerParts,
): JsonResponse => {
  const audit = { eventId: status === "not-required" ? null : decision.decisionId, status };
  return new JsonResponse(forms.answer === "rtjson" ? { ...writeRtjson(decision), audit } : { ...decision, audit }, {
    ...securityHeaders,
    ...headers,
    "x-decision-id": decision.decisionId,
    "server-timing": `decide;dur=${decideMs.toFixed(3)}, audit;dur=${auditMs.toFixed(3)}`,
  });
};
