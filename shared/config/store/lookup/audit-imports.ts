import type { LookupImportedData } from "../../lookup/imported-event.ts";
import { toLookupVersion } from "../../lookup/table-header.ts";
import type { LookupTables } from "./lookup-tables.ts";

/** An import this recent is still being recorded by who made it. */
const settledAfterMs = 60_000;

/**
 * Records the imports that were stored without an audit event: whoever made them was killed, or nobody could store it. Those of
 * releases that did not say who, why and when are left alone.
 */
export async function auditImports(
  lookups: Pick<LookupTables, "list">,
  record: (imported: LookupImportedData["import"]) => Promise<unknown>,
  nowMs: number,
): Promise<void> {
  for (const [name, headers] of await lookups.list())
    for (const header of headers.toReversed()) {
      const { author, reason, importedAt, ...told } = toLookupVersion(name, header);
      if (!header.complete || header.auditedAt !== null) continue;
      if (author === null || reason === null || importedAt === null) continue;
      if (nowMs - Date.parse(importedAt) >= settledAfterMs) await record({ ...told, author, reason, importedAt });
    }
}
