import type { Service } from "../catalogue/catalogue-entry.ts";
import type { CallClass } from "./classes.ts";
import type { Flag } from "./flags.ts";
import type { NumberRule } from "./number-plan.ts";
import type { NormalisedParty } from "./party.ts";
import type { Spelling } from "./spellings.ts";
import type { TerritorySource } from "./territory-sources.ts";

/** A territory where the caller may be, and what its list says of the number. */
export type Candidate = { readonly territory: string; readonly rule: NumberRule };

/** What was dialled, where, and its class. Everything else is null or empty for an ordinary number. */
export type Recognition = {
  readonly class: CallClass;
  /** The called party, normalised. */
  readonly party: NormalisedParty;
  readonly spelling: Spelling | null;
  readonly callingCode: string | null;
  readonly shortCode: string | null;
  /** The territory whose configuration decides; null when several could decide and none comes first. */
  readonly territory: string | null;
  readonly territoryFrom: TerritorySource | null;
  /** The territories where the caller may be and the number has this class. */
  readonly candidates: readonly Candidate[];
  readonly services: readonly Service[];
  readonly serviceUrn: string | null;
  readonly flags: readonly Flag[];
};

/** The recognition of a number that no list has. */
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
