import { pace } from "../../pace.ts";
import type { DiallingProfile } from "./dialling-profiles.ts";
import { inEither, madeCall, type SimulatedCall, type TwoConfigurations, visitEach } from "./simulated-call.ts";

/**
 * Visits bare short codes whose territory only a default tells: through each ingress and from each tenant with another default
 * territory than before, the emergency numbers of both territories. Paced.
 */
export async function visitDefaultTerritoryCalls(
  profiles: readonly DiallingProfile[],
  configurations: TwoConfigurations,
  visit: (call: SimulatedCall) => void,
): Promise<void> {
  const codesOf = (territories: readonly string[]): readonly string[] =>
    inEither(configurations, ({ plan }) => territories.flatMap(plan.emergencyCodesIn));
  for (const { ingress, changedDefaults } of profiles)
    await visitEach(
      codesOf(changedDefaults).map((code) => unplaced(code, ingress, null)),
      visit,
    );
  const ingress = profiles.find(({ spellings }) => spellings.has("short-code"))?.ingress ?? null;
  for (const tenant of inEither(configurations, ({ tenantTerritories }) => [...tenantTerritories.keys()])) {
    const codes = codesOf(changedDefaultsOf(tenant, configurations));
    await visitEach(
      codes.map((code) => unplaced(code, ingress, tenant)),
      visit,
    );
    if (pace.isDue()) await pace.rest();
  }
}

function changedDefaultsOf(tenant: string, { before, after }: TwoConfigurations): readonly string[] {
  const was = before.snapshot.tenantTerritories.get(tenant) ?? null;
  const is = after.snapshot.tenantTerritories.get(tenant) ?? null;
  return was === is ? [] : [was, is].flatMap((territory) => territory ?? []);
}

const unplaced = (calledParty: string, ingress: string | null, tenant: string | null): SimulatedCall => ({
  source: "configured",
  read: madeCall({ calledParty, ingress, tenant, territory: null }),
  atMs: null,
});
