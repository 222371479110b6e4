import type { HttpFunctionOptions } from "@azure/functions";
import type { AppRole } from "../shared/identity/caller.ts";
import type { AuditQueryDependencies } from "./audit-answers.ts";
import { makeAuditCallHandler } from "./audit-calls.ts";
import { makeAuditExportHandler } from "./audit-export.ts";
import { makeVerificationHandler } from "./audit-verification.ts";
import { makeGate } from "./gate.ts";
import type { Guard, IdentifiedHandler } from "./guard.ts";
import { makeAuditEventsHandler } from "./query-audit.ts";

/** The functions that answer questions about the trail, by name. */
export function auditQueryFunctions(
  dependencies: AuditQueryDependencies,
  guard: Guard,
): Readonly<Record<string, HttpFunctionOptions>> {
  const gate = makeGate("this instance is reading the audit trail for another request");
  const get = (route: string, role: AppRole, handler: IdentifiedHandler): HttpFunctionOptions => ({
    methods: ["GET"],
    route: `v1/audit/${route}`,
    authLevel: guard.authLevel,
    handler: guard.admit(role, handler),
  });
  return {
    "query-audit": get("events", "Audit.Read", makeAuditEventsHandler(dependencies)),
    "export-audit": get("events/export", "Audit.Export", makeAuditExportHandler(dependencies, gate)),
    "audit-call": get("calls", "Audit.Read", makeAuditCallHandler(dependencies)),
    "verify-audit": get("verification", "Audit.Read", makeVerificationHandler(dependencies, gate)),
  };
}
