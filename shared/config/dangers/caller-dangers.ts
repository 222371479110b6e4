import { type Comparison, changesOf, type Endangered } from "./comparison.ts";
import { profileOf } from "./ingress-dangers.ts";

/**
 * Tenants and ingresses whose callers are looked for in another territory than before. Of one that is gone only where the
 * callers of `default` lack an emergency number: that it is gone is told by itself.
 */
export function* callerDangers(comparison: Comparison): Generator<Endangered | undefined, void> {
  const { before, after } = comparison;
  for (const { key, change } of changesOf(comparison, "tenant")) {
    const was = before.snapshot.tenantTerritories.get(key) ?? null;
    const is = after.snapshot.tenantTerritories.get(key) ?? null;
    yield change === "changed" && was !== is
      ? {
          danger: "moves-callers",
          item: `tenant ${key} from ${nameOf(was)} to ${nameOf(is)}`,
          marks: [`tenant ${key}`],
        }
      : undefined;
  }
  for (const name of new Set([...before.snapshot.ingresses.keys(), "default"])) {
    const { defaultTerritory: was } = profileOf(name, before.snapshot);
    const { defaultTerritory: is } = profileOf(name, after.snapshot);
    const isGone = before.snapshot.ingresses.has(name) && !after.snapshot.ingresses.has(name);
    yield was !== is && (!isGone || lacksNumbers(was, is, comparison))
      ? {
          danger: "moves-callers",
          item: `ingress ${name} from ${nameOf(was)} to ${nameOf(is)}`,
          marks: [`ingress ${name}`],
        }
      : undefined;
  }
}

const nameOf = (territory: string | null): string => territory ?? "nowhere";

/** Whether the one territory has an emergency number that the other lacks. */
function lacksNumbers(was: string | null, is: string | null, { before, after }: Comparison): boolean {
  if (was === null || is === null) return false;
  const known = after.snapshot.plan.emergencyCodesIn(is);
  return before.snapshot.plan.emergencyCodesIn(was).some((shortCode) => !known.includes(shortCode));
}
