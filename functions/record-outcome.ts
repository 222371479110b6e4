import type { HttpHandler } from "@azure/functions";
import type { AuditEvent, AuditStatus } from "../shared/audit/audit-event.ts";
import { outcomeEvent, outcomeSchema } from "../shared/audit/outcome-event.ts";
import type { AuditRecorder } from "../shared/audit/publish/audit-recorder.ts";
import { parseInput } from "../shared/parse-input.ts";
import { shorten } from "../shared/shorten.ts";
import type { Metrics } from "../shared/telemetry/metrics.ts";
import { problem } from "./edge/problem.ts";
import { noQuery, readQuery } from "./edge/read-query.ts";
import { withSecurityHeaders } from "./edge/security-headers.ts";
import type { ReadSignedBody } from "./edge/signed-body.ts";
import { invalidQuery } from "./edge/with-query.ts";

export type RecordOutcomeDependencies = {
  readonly readSignedBody: ReadSignedBody;
  readonly audit: Pick<AuditRecorder, "record">;
  readonly now: () => number;
  readonly instance: string;
  readonly metrics: Pick<Metrics, "callFailed">;
};

/** What this instance recorded lately, by event id: a repeated report must not enter the chain twice. */
type RecordedOutcomes = Map<string, Promise<AuditStatus>>;

const rememberedOutcomes = 10_000;

const bodyLimitBytes = 64 * 1024;

/** POST /api/v1/call-outcomes: records which route answered, and answers 202 when the record is safe. */
export const makeRecordOutcome =
  (
    { readSignedBody, audit, now, instance, metrics }: RecordOutcomeDependencies,
    recorded: RecordedOutcomes = new Map(),
  ): HttpHandler =>
  async (request) => {
    try {
      const body = await readSignedBody(request, bodyLimitBytes);
      if (body.outcome === "refused") return problem(401, body.reason);
      const query = readQuery(request, noQuery);
      if (query.outcome === "faulty") return invalidQuery(query.faults);
      if (body.outcome === "too-large") return problem(413, `an outcome has at most ${bodyLimitBytes} bytes`);
      if (body.outcome === "unreadable") return problem(400, body.reason);
      const read = parseInput(outcomeSchema, body.value);
      if (read.outcome === "faulty") return problem(400, "the body is not a call outcome", { errors: read.faults });
      const event = outcomeEvent(read.value, { instance, sender: body.sender, nowMs: now() });
      const status = await recordOnce(event, audit, recorded);
      const ignored = unknownMembers(body.value);
      const named = ignored.length === 0 ? {} : { ignored };
      return withSecurityHeaders({ status: 202, jsonBody: { eventId: event.id, audit: { status }, ...named } });
    } catch (error) {
      metrics.callFailed();
      throw error;
    }
  };

const ignoredAtMost = 5;

/** A misspelt member does not cost the report, but the answer names it. */
const unknownMembers = (report: unknown): readonly string[] =>
  Object.keys(Object(report))
    .filter((name) => !Object.hasOwn(outcomeSchema.shape, name))
    .slice(0, ignoredAtMost)
    .map((name) => shorten(name, 64));

/** An event that is only in the log is recorded again when the report is repeated. */
function recordOnce(
  event: AuditEvent,
  audit: RecordOutcomeDependencies["audit"],
  recorded: RecordedOutcomes,
): Promise<AuditStatus> {
  const known = recorded.get(event.id);
  if (known !== undefined) return known;
  const recording = audit.record(event).then((status) => {
    if (status === "logged") recorded.delete(event.id);
    return status;
  });
  recorded.set(event.id, recording);
  for (const oldest of recorded.keys()) {
    if (recorded.size <= rememberedOutcomes) break;
    recorded.delete(oldest);
  }
  return recording;
}
