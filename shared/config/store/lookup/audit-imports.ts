import type { LookupImportedData } from "../../lookup/imported-event.ts";
import { toLookupVersion } from "../../lookup/table-header.ts";
import type { LookupTables } from "./lookup-tables.ts";

/** An import this recent is still being recorded by the instance that made it. */
const settledAfterMs = 60_000;

/**
 * Records the imports that were stored without an audit event: the instance was killed, or the event could not be stored.
 * Imports of older releases, without author, reason and time, are left alone.
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
