import type { QueriedHandler } from "./answering.ts";
import type { AuditQueryDependencies } from "./audit-answers.ts";
import { makeAuditCallHandler } from "./audit-calls.ts";
import { makeAuditExportHandler } from "./audit-export.ts";
import { makeVerificationHandler } from "./audit-verification.ts";
import { makeGate } from "./gate.ts";
import { makeAuditEventsHandler } from "./query-audit.ts";

/** What answers questions about the trail, by the function's name. */
export type AuditHandlers = ReturnType<typeof makeAuditHandlers>;

export function makeAuditHandlers(dependencies: AuditQueryDependencies) {
  const gate = makeGate("this instance is reading the audit trail for another request");
  return {
    "query-audit": makeAuditEventsHandler(dependencies),
    "export-audit": makeAuditExportHandler(dependencies, gate),
    "audit-call": makeAuditCallHandler(dependencies),
    "verify-audit": makeVerificationHandler(dependencies, gate),
  } as const satisfies Readonly<Record<string, QueriedHandler>>;
}
