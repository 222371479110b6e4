import type { Service } from "../catalogue/catalogue-entry.ts";
import type { CallClass } from "../recognition/classes.ts";
import type { Flag } from "../recognition/flags.ts";
import type { Spelling } from "../recognition/spellings.ts";
import type { TerritorySource } from "../recognition/territory-sources.ts";

/** The answer to a call-setup event, all but its `audit` block (contract section 1). */
export type Decision = {
  readonly decisionId: string;
  readonly callId: string;
  readonly class: CallClass;
  /** `route`: use `routes` in order. `continue`: the signalling layer's ordinary routing. */
  readonly action: "route" | "continue";
  readonly number: DecidedNumber;
  readonly conversion: AppliedConversion;
  readonly routes: readonly DecidedRoute[];
  /** The routes as SIP Contact values for a redirect (RFC 3261, 20.10), by falling q. */
  readonly contacts: readonly string[];
  /** SIP status codes of one route on which the next is tried. */
  readonly retryOn: readonly number[];
  /** Null where nothing was told of the caller's place. */
  readonly location: DecidedLocation | null;
  readonly config: ConfigInForce;
  readonly flags: readonly Flag[];
};

/** As it is recorded: decisions of earlier releases had no location. */
export type RecordedDecision = Omit<Decision, "location"> & { readonly location?: RecordedLocation | null };

export type DecidedNumber = {
  readonly received: string;
  readonly normalised: string;
  readonly spelling: Spelling | null;
  readonly callingCode: string | null;
  readonly shortCode: string | null;
  readonly territory: string | null;
  readonly territoryFrom: TerritorySource | null;
  readonly candidateTerritories: readonly string[];
  readonly services: readonly Service[];
  readonly serviceUrn: string | null;
};

/** Where the caller is: the area, and of the place itself only what says how far it can be relied on. */
export type DecidedLocation = {
  /** What led to the area. It and the next three are null where the place has no area. */
  readonly from: string | null;
  readonly area: string | null;
  readonly displayName: string | null;
  readonly match: "inside" | "overlaps" | "key" | "default" | null;
  /** Other areas that may be meant. */
  readonly alternatives: readonly string[];
  /** How the place was found, such as `GPS`; null where nothing says so. */
  readonly method: string | null;
  readonly uncertaintyM: number | null;
  /** The emergency location identification number. */
  readonly elin: string | null;
};

/** As it is recorded: an ELIN tells the room that the caller is in, and so is a part of the place. */
export type RecordedLocation = Omit<DecidedLocation, "elin">;

/** `callingParty` is there only when the conversion replaced it. */
export type AppliedConversion = {
  readonly name: string;
  readonly calledParty: string;
  readonly callingParty?: string;
};

export type DecidedRoute = {
  readonly name: string;
  readonly requestUri: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
};

/**
 * Which configuration a decision was made by. `live`: the active version a moment ago; `stale`: the last known good one, the
 * store has not answered for a while; `baseline`: the built-in catalogue alone. `ageMs`: since it was last known to be active.
 */
export type ConfigInForce = {
  readonly version: number;
  readonly hash: string;
  readonly source: "live" | "stale" | "baseline";
  readonly ageMs: number;
};
