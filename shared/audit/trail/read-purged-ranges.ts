import { forEachAtOnce } from "../../for-each-at-once.ts";
import { type ChainKeys, isVouchedFor } from "../chain-keys.ts";
import { dayOf } from "../purges/purged-event.ts";
import type { RemovedRange } from "../purges/removed-ranges.ts";
import { confirmPurges, readPurges } from "./read-purges.ts";
import type { ReadableTrail } from "./read-trail.ts";

/** The ranges that purge events name, by chain. */
export type PurgedByChain = ReadonlyMap<string, readonly RemovedRange[]>;

const dayMs = 86_400_000;
const daysAtOnce = 8;

/**
 * What the trail's purge events say was removed of a window, and of a day before and after it: the times of a chain's events are
 * not always in order. With keys, only purge events that a key vouches for count. Throws a DependencyError when the store fails.
 */
export async function readPurgedRanges(
  tables: ReadableTrail,
  { from, to }: { readonly from: string; readonly to: string },
  { isLate, keys = null }: { readonly isLate: () => boolean; readonly keys?: ChainKeys | null },
): Promise<PurgedByChain> {
  const chains = new Map<string, RemovedRange[]>();
  await forEachAtOnce(daysAtOnce, daysAround(from, to), async (day) => {
    const purges = (await readPurges(tables, day, isLate)).filter(({ event }) => isVouchedFor(event, keys));
    for (const { data } of await confirmPurges(tables, purges))
      for (const { chainId, ranges } of data.removed) {
        const known = chains.get(chainId) ?? [];
        chains.set(chainId, known);
        known.push(...ranges);
      }
  });
  return chains;
}

function daysAround(from: string, to: string): readonly string[] {
  const days: string[] = [];
  for (let ms = Date.parse(from) - dayMs; ms < Date.parse(to) + 2 * dayMs; ms += dayMs)
    days.push(dayOf(new Date(ms).toISOString()));
  return days;
}
