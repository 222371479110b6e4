import type { IngressProfile } from "../../recognition/ingress-profile.ts";
import type { Snapshot } from "../../routing/snapshot.ts";
import { type Comparison, changesOf, type Endangered, type Mark } from "./comparison.ts";
import type { Difference } from "./route-set-differences.ts";

/**
 * What differs for calls through an ingress. One that is gone has the profile `default`, and without that one everything is
 * understood: so a new `default` can narrow what was open before.
 */
export function* ingressDangers(comparison: Comparison): Generator<Endangered | undefined, void> {
  const { before, after } = comparison;
  for (const name of new Set([...before.snapshot.ingresses.keys(), "default"])) {
    const marks: readonly Mark[] = [`ingress ${name}`];
    const [was, is] = [profileOf(name, before.snapshot), profileOf(name, after.snapshot)];
    const isRemoved = before.snapshot.ingresses.has(name) && !after.snapshot.ingresses.has(name);
    if (isRemoved) yield { danger: "removes-ingress", item: name, marks };
    const handled = isRemoved ? [] : handlingDifferences(name, was, is);
    for (const { danger, what } of [...readingDifferences(name, was, is), ...handled])
      yield { danger, item: what, marks };
    yield;
  }
}

/** Customers that calls go on naming, and that are not there any more. */
export function* tenantDangers(comparison: Comparison): Generator<Endangered | undefined, void> {
  for (const { key, change } of changesOf(comparison, "tenant"))
    yield change === "removed" ? { danger: "removes-tenant", item: key, marks: [`tenant ${key}`] } : undefined;
}

export const profileOf = (name: string, { ingresses, defaultIngress }: Snapshot): IngressProfile =>
  ingresses.get(name) ?? defaultIngress;

/** Ways of dialling and dial strings that were understood and are not any more. */
function readingDifferences(name: string, was: IngressProfile, is: IngressProfile): readonly Difference[] {
  const masks = [...was.masks].filter(([dialled, shortCode]) => is.masks.get(dialled) !== shortCode);
  return [
    ...lostSpellings(was, is).map((lost): Difference => ({ danger: "narrows-spellings", what: `${lost} at ${name}` })),
    ...masks.map(
      ([dialled, shortCode]): Difference => ({
        danger: "removes-mask",
        what: `${dialled} for ${shortCode} at ${name}`,
      }),
    ),
  ];
}

function lostSpellings(was: IngressProfile, is: IngressProfile): readonly string[] {
  const prefixesCount = was.spellings.has("international-prefix") && is.spellings.has("international-prefix");
  return [
    ...[...was.spellings].filter((spelling) => !is.spellings.has(spelling)),
    ...was.internationalPrefixes
      .filter((prefix) => prefixesCount && !is.internationalPrefixes.includes(prefix))
      .map((prefix) => `the prefix ${prefix}`),
  ];
}

/** Whose an emergency is, the platform's or the operator's, and whether the platform is believed about where it comes from. */
function handlingDifferences(name: string, was: IngressProfile, is: IngressProfile): readonly Difference[] {
  const ours = [...was.platformRoutedTerritories].filter((code) => !is.platformRoutedTerritories.has(code));
  const theirs = [...is.platformRoutedTerritories].filter((code) => !was.platformRoutedTerritories.has(code));
  const whose = (codes: readonly string[], who: string) =>
    codes.map((code): Difference => ({ danger: "changes-platform-routing", what: `${code} at ${name}: ${who}` }));
  const trust = `${name}: ${is.trustTerritory ? "believed" : "not believed any more"}`;
  return [
    ...whose(ours, "not the platform's any more"),
    ...whose(theirs, "the platform's now"),
    ...(was.trustTerritory === is.trustTerritory
      ? []
      : [{ danger: "changes-territory-trust", what: trust } satisfies Difference]),
  ];
}
