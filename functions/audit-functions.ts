import type { HttpFunctionOptions } from "@azure/functions";
import { type AuditQueryDependencies, makeGate } from "./audit-answers.ts";
import { makeAuditCallHandler } from "./audit-calls.ts";
import { makeAuditExportHandler } from "./audit-export.ts";
import { makeVerificationHandler } from "./audit-verification.ts";
import { makeAuditEventsHandler } from "./query-audit.ts";

/** The functions that answer questions about the trail, by name. */
export function auditQueryFunctions(
  dependencies: AuditQueryDependencies,
): Readonly<Record<string, HttpFunctionOptions>> {
  const gate = makeGate();
  const get = (route: string, handler: HttpFunctionOptions["handler"]): HttpFunctionOptions => ({
    methods: ["GET"],
    route: `v1/audit/${route}`,
    authLevel: "function",
    handler,
  });
  return {
    "query-audit": get("events", makeAuditEventsHandler(dependencies)),
    "export-audit": get("events/export", makeAuditExportHandler(dependencies, gate)),
    "audit-call": get("calls", makeAuditCallHandler(dependencies)),
    "verify-audit": get("verification", makeVerificationHandler(dependencies, gate)),
  };
}
