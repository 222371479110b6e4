import type { DiallingProfile } from "./dialling-profiles.ts";
import { inEither, madeCall, type SimulatedCall, type TwoConfigurations } from "./simulated-call.ts";

/**
 * Bare short codes of calls that only a default places: through each ingress and from each tenant whose default territory is
 * another than before, the emergency numbers of both.
 */
export function* defaultTerritoryCalls(
  profiles: readonly DiallingProfile[],
  configurations: TwoConfigurations,
): Generator<SimulatedCall, void, undefined> {
  const codesOf = (territories: readonly string[]): readonly string[] =>
    inEither(configurations, ({ plan }) => territories.flatMap(plan.emergencyCodesIn));
  for (const { ingress, changedDefaults } of profiles)
    for (const code of codesOf(changedDefaults)) yield unplaced(code, ingress, null);
  const ingress = profiles.find(({ spellings }) => spellings.has("short-code"))?.ingress ?? null;
  for (const tenant of inEither(configurations, ({ tenantTerritories }) => [...tenantTerritories.keys()]))
    for (const code of codesOf(changedDefaultsOf(tenant, configurations))) yield unplaced(code, ingress, tenant);
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
