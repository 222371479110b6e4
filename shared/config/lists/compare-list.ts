import { pace } from "../../pace.ts";
import type { EmergencyList, ListEntry } from "./emergency-list.ts";
import type { GivenEntry, GivenList } from "./given-list.ts";
import type { ListComparison, ListDifference, Malformed } from "./list-comparison.ts";
import type { Holder } from "./list-format.ts";
import { type ListedCalls, profileOf } from "./make-list.ts";
import { sayExtra, sayMissing, sayOtherTargets } from "./say-difference.ts";
import { writeTargets } from "./targets.ts";
import { whyNeverSent } from "./why-never-sent.ts";

/** The list of a version, and the configuration and ingresses that it was made by. */
export type MadeList = ListedCalls & { readonly list: EmergencyList };

type Found = {
  readonly known: Set<string>;
  readonly extra: Map<string, ListDifference>;
  readonly differing: Map<string, ListDifference>;
  readonly malformed: Malformed[];
};

/** Compares what a system has with what a version says that it must have. Order and doubles do not count. Paced. */
export async function compareList(made: MadeList, given: GivenList, holder: Holder): Promise<ListComparison> {
  const { version, entries } = made.list;
  const found: Found = { known: new Set(), extra: new Map(), differing: new Map(), malformed: [...given.malformed] };
  const judge = makeJudge(made, holder, found);
  for (const entry of given.entries) {
    judge(entry);
    if (pace.isDue()) await pace.rest();
  }
  const missing: ListDifference[] = [];
  for (const entry of entries) {
    if (!found.known.has(entry.dialString)) missing.push(sayMissing(entry, holder, version));
    if (pace.isDue()) await pace.rest();
  }
  const [extra, differing] = [[...found.extra.values()], [...found.differing.values()]];
  const malformed = found.malformed.toSorted((a, b) => a.at.localeCompare(b.at, "en", { numeric: true }));
  const inStep = [missing, extra, differing, malformed].every(({ length }) => length === 0);
  return { version, listVersion: given.version, inStep, missing, extra, differing, malformed };
}

function makeJudge(made: MadeList, holder: Holder, { known, extra, differing, malformed }: Found) {
  const expected = new Map(made.list.entries.map((entry) => [entry.dialString, entry]));
  const profiles = made.ingresses.map((ingress) => profileOf(ingress, made.snapshot));
  return (entry: GivenEntry): void => {
    const { at, dialString } = entry;
    const wanted = expected.get(dialString);
    if (wanted !== undefined) {
      known.add(dialString);
      if (goesElsewhere(entry, wanted))
        differing.set(dialString, sayOtherTargets(wanted, entry.targets ?? "", made.list.version));
    } else if (!extra.has(dialString)) {
      const why = dialString.startsWith("urn:") ? null : whyNeverSent(dialString, profiles);
      if (why === null) extra.set(dialString, sayExtra(dialString, holder, made));
      else malformed.push({ at, text: dialString, why });
    }
  };
}

const goesElsewhere = ({ targets }: GivenEntry, wanted: ListEntry): boolean =>
  targets !== null && targets !== writeTargets(wanted);
