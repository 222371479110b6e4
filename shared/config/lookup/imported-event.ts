import { type AuditEvent, auditEvent } from "../../audit/audit-event.ts";
import type { LookupVersion } from "./table-header.ts";

/** `data` of `emergency-lookup.imported.v1`: what was stored, by whom and why. The rows themselves are not told. */
export type LookupImportedData = {
  readonly import: LookupVersion & { readonly author: string; readonly reason: string; readonly importedAt: string };
  readonly instance: string;
  readonly sender: string;
};

/** The audit event of rows that were stored. Its id follows from the version, so that it is one however often it is recorded. */
export const lookupImportedEvent = (
  imported: LookupImportedData["import"],
  instance: string,
): AuditEvent<LookupImportedData> =>
  auditEvent({
    id: `lookup-${imported.name}-${imported.version}-${imported.hash.slice(-32)}`,
    type: "emergency-lookup.imported.v1",
    subject: `lookup table ${imported.name} version ${imported.version}`,
    at: imported.importedAt,
    data: { import: imported, instance, sender: imported.author },
  });
