import type { StoredHeader } from "../store/version-header.ts";

/** The version that a proposal went live as, and the one that replaced that; null where there is none. */
export type Activation = { readonly live: StoredHeader | null; readonly successor: StoredHeader | null };

/** Lists headers downwards from a version. */
type Headers = {
  readonly listHeaders: (options: {
    readonly from: number;
    readonly atMost: number;
  }) => Promise<readonly StoredHeader[]>;
};

const headersAtOnce = 100;

/**
 * Looks among the versions that were live after a proposal's base, from the active one down: each names the one that it replaced. So
 * a proposal goes live once, whoever dies when. Throws a DependencyError when the store fails.
 */
export async function findActivation(
  { id, baseVersion }: { readonly id: string; readonly baseVersion: number },
  activeVersion: number,
  table: Headers,
): Promise<Activation> {
  let found: Activation = { live: null, successor: null };
  let wanted = activeVersion;
  let after: StoredHeader | null = null;
  while (wanted > baseVersion) {
    const headers = await table.listHeaders({ from: wanted, atMost: headersAtOnce });
    if (headers[0]?.version !== wanted) break;
    for (const header of headers) {
      if (header.version !== wanted || wanted <= baseVersion) continue;
      // What it went back by names the proposal too, and is younger.
      if (header.proposal === id) found = { live: header, successor: after };
      after = header;
      wanted = header.parent;
    }
  }
  return found;
}
