import type { Service } from "../catalogue/catalogue-entry.ts";
import type { CallClass } from "./classes.ts";
import type { Flag } from "./flag-meanings.ts";
import type { NormalisedParty } from "./normalise-party.ts";
import type { NumberRule } from "./number-plan.ts";
import type { TerritorySource } from "./resolve-territory.ts";
import type { Spelling } from "./spellings.ts";

/** One territory the caller may be in, and what its list says of the number. */
export type Candidate = { readonly territory: string; readonly rule: NumberRule };

/** What was dialled, where, and what that is. Everything is null or empty for an ordinary number. */
export type Recognition = {
  readonly class: CallClass;
  /** The called party in its one normal form. */
  readonly party: NormalisedParty;
  readonly spelling: Spelling | null;
  readonly callingCode: string | null;
  readonly shortCode: string | null;
  /** The territory whose configuration decides; null when several could and none comes first. */
  readonly territory: string | null;
  readonly territoryFrom: TerritorySource | null;
  /** The territories the caller may be in where the number is of this class. */
  readonly candidates: readonly Candidate[];
  readonly services: readonly Service[];
  readonly serviceUrn: string | null;
  readonly flags: readonly Flag[];
};

/** A number that no list has. */
export const ordinary = (party: NormalisedParty, flags: readonly Flag[] = []): Recognition => ({
  class: "ordinary",
  party,
  spelling: null,
  callingCode: null,
  shortCode: null,
  territory: null,
  territoryFrom: null,
  candidates: [],
  services: [],
  serviceUrn: null,
  flags,
});
