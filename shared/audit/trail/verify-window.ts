import type { ChainKeys } from "../chain-keys.ts";
import type { VerificationReport } from "../verification/chain-report.ts";
import { typesWithOwnTime } from "../verification/chain-state.ts";
import { readElsewhere } from "./read-elsewhere.ts";
import { readPurgedRanges } from "./read-purged-ranges.ts";
import { type ReadableTrail, readAll } from "./read-trail.ts";
import { verifyChains } from "./verify-chains.ts";

export type VerifyWindowDependencies = {
  readonly tables: ReadableTrail;
  readonly chainKeys: ChainKeys | null;
  readonly now: () => number;
  /** Monotonic, in milliseconds. */
  readonly clock: () => number;
  /** After so long the report ends and says how far it came. */
  readonly budgetMs: number;
  /** After so long a read that is under way is given up. */
  readonly longestMs: number;
};

/** An instance that recorded nothing for this long may have ended without closing its chain. */
const openForMs = 15 * 60_000;
const daysBefore = 31;

type Window = { readonly from: string; readonly to: string };

/** Verifies the chains of a window of the trail. Throws a DependencyError when the store fails, or takes too long. */
export function verifyWindow(
  { tables, chainKeys: keys, now, clock, budgetMs, longestMs }: VerifyWindowDependencies,
  { from, to }: Window,
): Promise<VerificationReport> {
  const lateAtMs = clock() + longestMs;
  const isLate = () => clock() > lateAtMs;
  const rows = readAll(tables, { filters: {}, callId: null, from, to }, isLate);
  return verifyChains(
    rows,
    { from, to },
    {
      ...{ now, clock, budgetMs, openForMs, keys },
      readPurged: () => readPurgedRanges(tables, { from, to }, { isLate, keys }),
      readEarlier: () => changesBefore(tables, from, isLate),
      readElsewhere: (chain) => readElsewhere(tables, { from, to }, chain),
    },
  );
}

/** Events from before the window whose time is not that of their recording: some may have been recorded within it. */
async function* changesBefore(tables: ReadableTrail, to: string, isLate: () => boolean) {
  const from = new Date(Date.parse(to) - daysBefore * 86_400_000).toISOString();
  for (const type of typesWithOwnTime) yield* readAll(tables, { filters: { type }, callId: null, from, to }, isLate);
}
