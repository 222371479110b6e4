import type { IngressProfile } from "../../../recognition/ingress-profile.ts";
import type { Snapshot } from "../../../routing/snapshot.ts";
import type { Comparison, Endangered } from "./comparison.ts";

/**
 * Ways of dialling and dial strings that an ingress understood and does not any more. An ingress that is gone has the
 * profile `default`, and without that one everything is understood: so a new `default` can narrow what was open before.
 */
export function* ingressDangers({ before, after }: Comparison): Generator<Endangered | undefined, void> {
  for (const name of new Set([...before.snapshot.ingresses.keys(), "default"])) {
    const [was, is] = [profileOf(name, before.snapshot), profileOf(name, after.snapshot)];
    for (const lost of lostSpellings(was, is)) yield { danger: "narrows-spellings", item: `${lost} at ${name}` };
    for (const [dialled, shortCode] of was.masks) {
      if (is.masks.get(dialled) === shortCode) yield;
      else yield { danger: "removes-mask", item: `${dialled} for ${shortCode} at ${name}` };
    }
    yield;
  }
}

const profileOf = (name: string, { ingresses, defaultIngress }: Snapshot): IngressProfile =>
  ingresses.get(name) ?? defaultIngress;

function lostSpellings(was: IngressProfile, is: IngressProfile): readonly string[] {
  const prefixesCount = was.spellings.has("international-prefix") && is.spellings.has("international-prefix");
  return [
    ...[...was.spellings].filter((spelling) => !is.spellings.has(spelling)),
    ...was.internationalPrefixes
      .filter((prefix) => prefixesCount && !is.internationalPrefixes.includes(prefix))
      .map((prefix) => `the prefix ${prefix}`),
  ];
}

/** Tenants and ingresses whose callers are looked for in another territory, which lacks an emergency number of the first. */
export function* callerDangers({ before, after }: Comparison): Generator<Endangered | undefined, void> {
  const lacks = (was: string | null, is: string | null): boolean => {
    if (was === null || is === null || was === is) return false;
    const known = after.snapshot.plan.emergencyCodesIn(is);
    return before.snapshot.plan.emergencyCodesIn(was).some((shortCode) => !known.includes(shortCode));
  };
  for (const [name, was] of before.snapshot.tenantTerritories) {
    const is = after.snapshot.tenantTerritories.get(name) ?? null;
    yield lacks(was, is) ? { danger: "moves-callers", item: `tenant ${name} from ${was} to ${is}` } : undefined;
  }
  for (const [name, { defaultTerritory: was }] of before.snapshot.ingresses) {
    const is = profileOf(name, after.snapshot).defaultTerritory;
    yield lacks(was, is) ? { danger: "moves-callers", item: `ingress ${name} from ${was} to ${is}` } : undefined;
  }
}
