import type { StoredHeader } from "../store/version-header.ts";

/**
 * The version that a proposal went live as, the one that replaced that, and the first after it that brought back what was live before;
 * null where there is none.
 */
export type Activation = Readonly<Record<"live" | "successor" | "back", StoredHeader | null>>;

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
  let live: StoredHeader | null = null;
  const lived: StoredHeader[] = [];
  let wanted = activeVersion;
  while (wanted > baseVersion) {
    const headers = await table.listHeaders({ from: wanted, atMost: headersAtOnce });
    if (headers[0]?.version !== wanted) break;
    for (const header of headers) {
      if (header.version !== wanted || wanted <= baseVersion) continue;
      // What it went back by names the proposal too, and is younger.
      if (header.proposal === id) live = header;
      lived.unshift(header);
      wanted = header.parent;
    }
  }
  if (live === null) return { live, successor: null, back: null };
  const { version, parent } = live;
  const after = lived.filter((header) => header.version > version);
  const back = after.find(({ restoredFrom }) => restoredFrom !== null && restoredFrom <= parent);
  return { live, successor: after[0] ?? null, back: back ?? null };
}
