import type { AuditStatus } from "../../audit/audit-event.ts";
import type { LookupRow } from "../lookup/lookup-row.ts";
import type { LookupVersion } from "../lookup/table-header.ts";

/** Rows to be stored: as the table's next version, or as the version that they had when a backup was made. */
export type TableImport = {
  readonly name: string;
  readonly version: number | null;
  readonly rows: readonly LookupRow[];
  readonly author: string;
  readonly reason: string;
};

export type TableImportOutcome =
  | {
      readonly outcome: "stored";
      readonly stored: LookupVersion;
      readonly audit: { readonly eventId: string; readonly status: AuditStatus };
    }
  /** The version is there already, with the same rows. */
  | { readonly outcome: "unchanged"; readonly stored: LookupVersion }
  /** The version is there already, with other rows. */
  | { readonly outcome: "taken" };
