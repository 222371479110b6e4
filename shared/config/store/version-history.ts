import type { ConfigTable } from "./config-table.ts";
import type { StoredHeader } from "./version-header.ts";

/** Versions that were live, newest first; `next` is the one to go on from, null at the end. */
export type HistoryPage = { readonly versions: readonly StoredHeader[]; readonly next: number | null };

type Headers = Pick<ConfigTable, "readPointer" | "listHeaders">;

const headersAtOnce = 200;

/** A change that failed or lost a race has a header too, but was never live: neither confirmed nor what the pointer names. */
const wasLive = (header: StoredHeader, active: number): boolean => header.live || header.version === active;

/** Reads the history downwards, from the newest version or from `from`. */
export async function readHistory(table: Headers, from: number | null, atMost: number): Promise<HistoryPage> {
  const active = (await table.readPointer())?.version ?? 0;
  const versions: StoredHeader[] = [];
  let next = Math.min(from ?? active, active);
  while (next > 0) {
    const headers = await table.listHeaders({ from: next, atMost: headersAtOnce });
    for (const header of headers) {
      if (versions.length === atMost) return { versions, next: header.version };
      if (wasLive(header, active)) versions.push(header);
    }
    next = headers.length < headersAtOnce ? 0 : (headers.at(-1)?.version ?? 1) - 1;
  }
  return { versions, next: null };
}

/** The header of a version that is or was live; null for any other number. */
export async function findVersion(
  table: Pick<ConfigTable, "readPointer" | "readHeader">,
  version: number,
): Promise<StoredHeader | null> {
  const [header, pointer] = await Promise.all([table.readHeader(version), table.readPointer()]);
  return header !== null && wasLive(header, pointer?.version ?? 0) ? header : null;
}
