import type { IngressProfile } from "../../recognition/ingress-profile.ts";
import type { Snapshot } from "../../routing/snapshot.ts";
import { type Comparison, changesOf, eachOf, type Mark } from "./danger-rule.ts";
import type { Difference } from "./route-set-differences.ts";

/**
 * What differs for calls through an ingress. A removed one has the profile `default`, and with no such profile every
 * spelling is accepted: so a new `default` can accept less than before.
 */
export const ingressDangers = eachOf(ingressNames, (comparison) => (name) => {
  const marks: readonly Mark[] = [`ingress ${name}`];
  const { was, is, isRemoved } = profilesOf(name, comparison);
  const removed: readonly Difference[] = isRemoved ? [{ danger: "removes-ingress", what: name }] : [];
  const handled = isRemoved ? [] : handlingDifferences(name, was, is);
  return [...removed, ...readingDifferences(name, was, is), ...handled].map(({ danger, what }) => ({
    danger,
    item: what,
    marks,
  }));
});

/** Customers that are removed, though calls go on naming them. */
export const tenantDangers = eachOf(
  (comparison) => changesOf(comparison, "tenant"),
  () =>
    ({ key, change }) =>
      change === "removed" ? [{ danger: "removes-tenant", item: key, marks: [`tenant ${key}`] }] : [],
);

/** Tenants with another default territory than before. */
export const movedTenants = eachOf(
  (comparison) => changesOf(comparison, "tenant"),
  ({ before, after }) =>
    ({ key, change }) => {
      const was = before.snapshot.tenantTerritories.get(key) ?? null;
      const is = after.snapshot.tenantTerritories.get(key) ?? null;
      if (change !== "changed" || was === is) return [];
      return [{ danger: "moves-callers", item: `tenant ${key} ${fromTo(was, is)}`, marks: [`tenant ${key}`] }];
    },
);

/** The same for ingresses. A removed one counts only where callers of `default` lack one of its emergency numbers. */
export const movedIngresses = eachOf(ingressNames, (comparison) => (name) => {
  const { was, is, isRemoved } = profilesOf(name, comparison);
  const [from, to] = [was.defaultTerritory, is.defaultTerritory];
  if (from === to || (isRemoved && !lacksNumbers(from, to, comparison))) return [];
  return [{ danger: "moves-callers", item: `ingress ${name} ${fromTo(from, to)}`, marks: [`ingress ${name}`] }];
});

function ingressNames({ before }: Comparison): ReadonlySet<string> {
  return new Set([...before.snapshot.ingresses.keys(), "default"]);
}

/** The profile of an ingress before and after. */
function profilesOf(name: string, { before, after }: Comparison) {
  const profileIn = ({ ingresses, defaultIngress }: Snapshot): IngressProfile => ingresses.get(name) ?? defaultIngress;
  const isRemoved = before.snapshot.ingresses.has(name) && !after.snapshot.ingresses.has(name);
  return { was: profileIn(before.snapshot), is: profileIn(after.snapshot), isRemoved };
}

const fromTo = (was: string | null, is: string | null): string => `from ${was ?? "nowhere"} to ${is ?? "nowhere"}`;

/** Whether the one territory has an emergency number that the other lacks. */
function lacksNumbers(was: string | null, is: string | null, { before, after }: Comparison): boolean {
  if (was === null || is === null) return false;
  const known = after.snapshot.plan.emergencyCodesIn(is);
  return before.snapshot.plan.emergencyCodesIn(was).some((shortCode) => !known.includes(shortCode));
}

/** Spellings and dial strings that are not understood any more. */
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
    ...(is.strictSpellings && !was.strictSpellings ? ["any spelling that is not listed"] : []),
  ];
}

/** Who routes an emergency, the platform or the operator, what its contacts carry, and whether the territory given with a call is believed. */
function handlingDifferences(name: string, was: IngressProfile, is: IngressProfile): readonly Difference[] {
  const ours = [...was.platformRoutedTerritories].filter((code) => !is.platformRoutedTerritories.has(code));
  const theirs = [...is.platformRoutedTerritories].filter((code) => !was.platformRoutedTerritories.has(code));
  const routedBy = (codes: readonly string[], who: string) =>
    codes.map((code): Difference => ({ danger: "changes-platform-routing", what: `${code} at ${name}: ${who}` }));
  const redirect = `${name}: contacts ${is.redirectHeaders ? "with" : "without"} the headers of their routes`;
  const trust = `${name}: ${is.trustTerritory ? "believed" : "not believed any more"}`;
  return [
    ...routedBy(ours, "not the platform's any more"),
    ...routedBy(theirs, "the platform's now"),
    ...(was.trustTerritory === is.trustTerritory
      ? []
      : [{ danger: "changes-territory-trust", what: trust } satisfies Difference]),
    ...(was.redirectHeaders === is.redirectHeaders
      ? []
      : [{ danger: "changes-emergency-headers", what: redirect } satisfies Difference]),
  ];
}
