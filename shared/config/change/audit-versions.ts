import type { ConfigTable } from "../store/config-table.ts";
import { readVersionChange } from "../store/read-version-change.ts";
import { readHistory } from "../store/version-history.ts";
import type { StoredChange } from "./configuration-change.ts";

const versionsAtMost = 100;
/** A change that went live this recently is still being recorded by the instance that made it. */
const settledAfterMs = 60_000;

/**
 * Records changes that went live without an audit event: the instance that made them was killed, or every store was down. The event
 * gets the same id as a first attempt would have, so that both count once.
 */
export async function auditVersions(
  table: ConfigTable,
  record: (change: StoredChange) => Promise<unknown>,
  nowMs: number,
): Promise<void> {
  const { versions } = await readHistory(table, null, versionsAtMost);
  for (const header of [...versions].reverse()) {
    if (header.auditedAt !== null || nowMs - Date.parse(header.activatedAt ?? header.createdAt) < settledAfterMs)
      continue;
    await record({ header, diff: (await readVersionChange(table, header)).diff });
  }
}
