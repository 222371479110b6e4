import type { ConfigTable } from "./config-table.ts";

const headersAtMost = 200;
/** A version that was claimed so long ago is not being written any more. */
const settledAfterMs = 10 * 60_000;

/**
 * Removes the rows and copies of versions that never went live and never can: their base is not active any more, and a pointer never
 * comes back to a version. Their headers stay, so that no number is used twice. Returns how many were cleared.
 */
export async function tidyVersions(table: ConfigTable, nowMs: number): Promise<number> {
  const active = (await table.readPointer())?.version ?? 0;
  let cleared = 0;
  for (const header of await table.listHeaders({ atMost: headersAtMost })) {
    const { version, parent, live, cleared: done, createdAt } = header;
    if (live || done || version === active || parent === active) continue;
    if (nowMs - Date.parse(createdAt) < settledAfterMs) continue;
    await table.deleteVersion(version);
    await table.markHeader(version, { cleared: true });
    cleared += 1;
  }
  return cleared;
}
