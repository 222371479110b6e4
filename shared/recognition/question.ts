import type { CallSetup } from "./call-setup.ts";
import type { IngressProfile } from "./ingress-profile.ts";
import type { NumberPlan } from "./number-plan.ts";
import type { NormalisedParty } from "./party.ts";

/** The default territory of each tenant; null for one without. */
export type TenantTerritories = ReadonlyMap<string, string | null>;

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
  /** All ingresses in one: every spelling, mask and international prefix that any of them could have. */
  readonly everyIngress: IngressProfile;
  readonly tenantTerritories: TenantTerritories;
};
