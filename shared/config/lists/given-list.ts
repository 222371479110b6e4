import { type Checked, faulty, valid } from "../../checked.ts";
import { pace } from "../../pace.ts";
import { isDialString } from "../../recognition/normalise-party.ts";
import { shorten } from "../../shorten.ts";
import type { Malformed } from "./list-comparison.ts";

/** One string of another system's list. `targets`: where that system would send it, as `writeTargets` has it; null if it does not say. */
export type GivenEntry = { readonly at: string; readonly dialString: string; readonly targets: string | null };

/** Another system's own list. `version`: which version it says that it was made from; null if it does not say. */
export type GivenList = {
  readonly version: number | null;
  readonly entries: readonly GivenEntry[];
  readonly malformed: readonly Malformed[];
};

/** What a reader finds in a body, part by part. */
export type GivenPart = GivenEntry | Malformed | { readonly version: number };

/** Many times the longest list that there is. */
const partsAtMost = 300_000;
const malformedAtMost = 1_000;

/** Gathers what a reader finds, unless that is no such list: nothing of it is an entry, or more is malformed than can be a slip. Paced. */
export async function gatherParts(parts: Iterable<GivenPart> | AsyncIterable<GivenPart>): Promise<Checked<GivenList>> {
  const entries: GivenEntry[] = [];
  const malformed: Malformed[] = [];
  let version: number | null = null;
  for await (const part of parts) {
    if ("version" in part) version = part.version;
    else if ("why" in part) malformed.push(part);
    else entries.push(part);
    if (malformed.length > malformedAtMost)
      return noSuchList(malformed, `more than ${malformedAtMost} entries are malformed, so it is no such list`);
    if (entries.length + malformed.length > partsAtMost)
      return faulty([{ path: "", message: `has more than ${partsAtMost} entries` }]);
    if (pace.isDue()) await pace.rest();
  }
  if (entries.length === 0 && malformed.length > 0)
    return noSuchList(malformed, "nothing of it is an entry of such a list");
  return valid({ version, entries, malformed });
}

const faultsAtMost = 20;

const noSuchList = (malformed: readonly Malformed[], message: string): Checked<never> =>
  faulty([
    { path: "", message },
    ...malformed
      .slice(0, faultsAtMost)
      .map(({ at, text, why }) => ({ path: at, message: `${JSON.stringify(text)} ${why}` })),
  ]);

const longestText = 40;

export const malformedAt = (at: string, text: string, why: string): Malformed => ({
  at,
  text: shorten(text.trim(), longestText),
  why,
});

/** More than an international prefix, a calling code and a short code have, or a mask. */
const longestDialString = 64;

/** A string of a list. Services by name only where the format has them. */
export function readString(at: string, text: string, targets: string | null = null): GivenEntry | Malformed {
  if (text.length > longestDialString) return malformedAt(at, text, "is longer than any dial string");
  if (isDialString(text) || (targets !== null && /^urn:service:[a-z0-9.-]+$/.test(text)))
    return { at, dialString: text, targets };
  return malformedAt(at, text, "is no dial string: those are digits, * and #, with or without one + in front");
}
