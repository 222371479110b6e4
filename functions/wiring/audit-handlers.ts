import { makeAuditCallHandler } from "../audit-call.ts";
import type { QueriedHandler } from "../edge/answering.ts";
import type { AuditQueryDependencies } from "../edge/audit-answers.ts";
import { makeFewAtATime } from "../edge/few-at-a-time.ts";
import { makeGate } from "../edge/one-at-a-time.ts";
import { makeAuditExportHandler } from "../export-audit.ts";
import { makeAuditEventsHandler } from "../query-audit.ts";
import { makeVerificationHandler } from "../verify-audit.ts";

/** What answers questions about the trail, by the function's name. */
export type AuditHandlers = ReturnType<typeof makeAuditHandlers>;

/** A page has up to 16 Mi characters: many at once would take memory and time from the calls. */
const pagesAtOnce = 3;

export function makeAuditHandlers(dependencies: AuditQueryDependencies) {
  const gate = makeGate("this instance is reading the audit trail for another request");
  return {
    "query-audit": makeAuditEventsHandler(dependencies, makeFewAtATime(pagesAtOnce)),
    "export-audit": makeAuditExportHandler(dependencies, gate),
    "audit-call": makeAuditCallHandler(dependencies),
    "verify-audit": makeVerificationHandler(dependencies, gate),
  } as const satisfies Readonly<Record<string, QueriedHandler>>;
}
