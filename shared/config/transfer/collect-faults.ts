import type { InputFault } from "../../input-fault.ts";
import { faultsAtMost } from "./import-limits.ts";

/** The faults of a file, each cause once. */
export type FaultCollection = {
  readonly add: (fault: InputFault) => void;
  readonly isEmpty: () => boolean;
  /** One fault for each cause, where it was met first, with the other places; and how many more causes there are. */
  readonly faults: () => readonly InputFault[];
};

type Cause = { readonly fault: InputFault; readonly elsewhere: string[]; count: number };

const placesNamed = 5;

/** Where an item stands, and the field within it. */
const placePattern = /^(line [0-9]+|\w*\[[0-9]+\])(.*)$/s;

/** Puts together what has one cause: the same is wrong with the same field, with the same text in it. */
export function collectFaults(): FaultCollection {
  const causes = new Map<string, Cause>();
  let left = 0;
  return {
    isEmpty: () => causes.size === 0,
    add: (fault) => {
      const [, place = "", field = fault.path] = placePattern.exec(fault.path) ?? [];
      const id = `${field}\n${fault.message}`;
      const known = causes.get(id);
      if (known !== undefined) {
        known.count += 1;
        if (known.elsewhere.length < placesNamed) known.elsewhere.push(place);
      } else if (causes.size < faultsAtMost) causes.set(id, { fault, elsewhere: [], count: 1 });
      else left += 1;
    },
    faults: () => {
      const told = [...causes.values()].map(describe);
      return left === 0 ? told : [...told, { path: "", message: `and ${left} more` }];
    },
  };
}

function describe({ fault, elsewhere, count }: Cause): InputFault {
  if (count === 1) return fault;
  const more = count - 1 - elsewhere.length;
  const places = `${elsewhere.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
  return { path: fault.path, message: `${fault.message}; the same in ${places}` };
}
