import type { CallSetup } from "./call-setup.ts";
import type { IngressProfile } from "./ingress-profile.ts";
import type { NumberPlan } from "./number-plan.ts";
import type { NormalisedParty } from "./party.ts";

/** The default territory of each tenant; null for one without. */
export type TenantTerritories = ReadonlyMap<string, string | null>;

/**
 * Where a caller can be by its number. `isSure` is false where the number has no "+" and may be a national number of another
 * territory: a place that is not sure must not keep a number from being an emergency elsewhere.
 */
export type CallerPlace = { readonly territories: readonly string[]; readonly isSure: boolean };

/** Which lists hold: those of the plan, for this tenant at this instant. */
export type ListsInForce = {
  readonly plan: NumberPlan;
  readonly call: Pick<CallSetup, "tenant">;
  readonly nowMs: number;
};

/** Everything that recognition needs to know about one call. */
export type Question = ListsInForce & {
  readonly call: CallSetup;
  /** The called party, normalised. */
  readonly party: NormalisedParty;
  readonly profile: IngressProfile;
  /** The country of the caller's location; null where none is known. */
  readonly locatedIn: string | null;
  /** All ingresses in one: every spelling, mask and international prefix that any of them could have. */
  readonly everyIngress: IngressProfile;
  readonly tenantTerritories: TenantTerritories;
  /** Asked last, and answered at once when it is asked again: parsing the caller's number takes longer than all else. */
  readonly callerPlace: () => CallerPlace;
};
