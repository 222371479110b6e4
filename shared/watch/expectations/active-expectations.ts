import type { Expectation } from "../../config/expectation.ts";
import type { ActiveVersion } from "../../config/store/pointer.ts";
import type { Snapshot } from "../../routing/snapshot.ts";

type Version = { readonly version: number; readonly hash: string };

/** A version in the memory of this instance. */
type HeldVersion = Version & { readonly expectations: readonly Expectation[]; readonly snapshot: Snapshot };

/** The active version with its expectations, as this instance holds it. */
export type ActiveExpectations = HeldVersion & {
  readonly activatedAt: string;
  /** Whether it goes back by itself unless it is confirmed. */
  readonly isProvisional: boolean;
};

export type ActiveDependencies = {
  readonly config: { readonly readPointer: () => Promise<ActiveVersion | null> };
  readonly snapshots: { readonly refresh: () => Promise<void>; readonly loaded: () => HeldVersion };
};

/**
 * What the store says is active. Null where nothing is, or where this instance could not load it. Throws a DependencyError when
 * the store fails.
 */
export async function readActiveExpectations({
  config,
  snapshots,
}: ActiveDependencies): Promise<ActiveExpectations | null> {
  const pointer = await config.readPointer();
  if (pointer === null) return null;
  await snapshots.refresh();
  const { version, hash, expectations, snapshot } = snapshots.loaded();
  if (version !== pointer.version || hash !== pointer.hash) return null;
  const { activatedAt, trial } = pointer;
  return { version, hash, activatedAt, isProvisional: trial != null, expectations, snapshot };
}
