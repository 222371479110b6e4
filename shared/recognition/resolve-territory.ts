import type { CallSetup } from "./call-setup.ts";
import { callerTerritories } from "./caller-territories.ts";
import type { IngressProfile } from "./ingress-profile.ts";

export const territorySources = ["event", "tenant", "ingress", "callingParty", "callingCode", "union"] as const;

export type TerritorySource = (typeof territorySources)[number];

/** Where the caller may be, the main territory of a calling code first, and what says so. */
export type TerritoryCandidates = { readonly from: TerritorySource; readonly territories: readonly string[] };

/** What is known of a call that bears on where it comes from. */
export type TerritoryHints = {
  readonly call: CallSetup;
  readonly profile: IngressProfile;
  readonly tenantTerritory: string | null;
};

/**
 * Where the caller may be, surest first. `allowed` tells the territories that the dialled number leaves open, `widest` is
 * what remains when nothing narrows it down. Lazy: the caller's number is parsed only when nothing surer decided.
 */
export function* territoryCandidates(
  { call, profile, tenantTerritory }: TerritoryHints,
  allowed: (territory: string) => boolean,
  widest: TerritoryCandidates,
): Generator<TerritoryCandidates> {
  const stated: readonly [TerritorySource, string | null][] = [
    ["event", profile.trustTerritory ? call.territory : null],
    ["tenant", tenantTerritory],
    ["ingress", profile.defaultTerritory],
  ];
  for (const [from, territory] of stated)
    if (territory !== null && allowed(territory)) yield { from, territories: [territory] };
  const callers = callerTerritories(call.callingParty).filter(allowed);
  if (callers.length > 0) yield { from: callers.length === 1 ? "callingParty" : "union", territories: callers };
  yield widest;
}
