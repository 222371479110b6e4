import type { CallSetup } from "./call-setup.ts";
import { callerTerritories } from "./caller-territories.ts";
import type { IngressProfile } from "./ingress-profile.ts";

export const territorySources = ["event", "tenant", "ingress", "callingParty", "callingCode", "union"] as const;

export type TerritorySource = (typeof territorySources)[number];

/** Where the caller may be, the main territory of a calling code first, and what says so. */
export type TerritoryCandidates = { readonly from: TerritorySource; readonly territories: readonly string[] };

/** Where customers are who call from nowhere else. */
export type TenantTerritories = ReadonlyMap<string, string | null>;

/** What is known of a call that bears on where it comes from. Looked up only when it is asked for: most calls are to nobody's list. */
export type TerritoryHints = {
  readonly call: CallSetup;
  readonly profile: IngressProfile;
  readonly tenantTerritories: TenantTerritories;
};

/** Tells whether a territory is still possible, by what the dialled number itself says. */
export type Allowed = (territory: string) => boolean;

type Step = (hints: TerritoryHints, allowed: Allowed) => TerritoryCandidates | null;

const stated =
  (from: TerritorySource, read: (hints: TerritoryHints) => string | null): Step =>
  (hints, allowed) => {
    const territory = read(hints);
    return territory !== null && allowed(territory) ? { from, territories: [territory] } : null;
  };

/** What may tell where the caller is, surest first. A step that knows nothing gives null; the caller's number is parsed last. */
export const territorySteps: readonly Step[] = [
  stated("event", ({ call, profile }) => (profile.trustTerritory ? call.territory : null)),
  stated("tenant", ({ call, tenantTerritories }) =>
    call.tenant === null ? null : (tenantTerritories.get(call.tenant) ?? null),
  ),
  stated("ingress", ({ profile }) => profile.defaultTerritory),
  ({ call }, allowed) => {
    if (call.callingParty === null) return null;
    const territories = callerTerritories(call.callingParty).filter(allowed);
    if (territories.length === 0) return null;
    return { from: territories.length === 1 ? "callingParty" : "union", territories };
  },
];
