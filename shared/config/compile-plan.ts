import { callingCodeByTerritory, territoriesByCallingCode } from "../catalogue/calling-codes.ts";
import { catalogue } from "../catalogue/catalogue.ts";
import type { NumberPlan, NumberRule } from "../recognition/number-plan.ts";
import type { ConfigDocument, NumberItem } from "./document.ts";

/**
 * Compiles all lists of short codes into Maps. Equal rules are one object: a million numbers share a few hundred. The order
 * of the document's lists makes no difference: of several windows of one number, the one that began last holds.
 */
export function compilePlan(document: ConfigDocument): NumberPlan {
  const rules = new Map<string, NumberRule | readonly NumberRule[]>();
  const intern = ruleInterner();
  const territoriesOf = new Map<string, Set<string>>();
  const emergencyCodesOf = new Map<string, Set<string>>();
  const note = (territory: string, shortCode: string, isEmergency: boolean): void => {
    addTo(territoriesOf, shortCode, territory);
    if (isEmergency) addTo(emergencyCodesOf, territory, shortCode);
  };
  for (const item of document.numbers) {
    const key = ruleKey(item.tenant, item.territory, item.shortCode);
    const rule = intern(configuredRule(item));
    const earlier = rules.get(key);
    rules.set(key, earlier === undefined ? rule : [earlier, rule].flat().sort(byLatestStart));
    note(item.territory, item.shortCode, item.class === "emergency");
  }
  const net = catalogueNet(document.defaults.unprovisioned);
  for (const { territory, shortCode, rule } of net.entries) note(territory, shortCode, rule.class === "emergency");
  const codes = compileCallingCodes(document);
  const territoriesWith = asSortedLists(territoriesOf);
  const emergencyCodes = asSortedLists(emergencyCodesOf);
  let longestShortCode = 0;
  for (const shortCode of territoriesWith.keys()) longestShortCode = Math.max(longestShortCode, shortCode.length);
  return {
    find: (tenant, territory, shortCode, nowMs) =>
      (tenant === null ? null : validRule(rules.get(ruleKey(tenant, territory, shortCode)), nowMs)) ??
      validRule(rules.get(ruleKey("*", territory, shortCode)), nowMs) ??
      net.rules.get(ruleKey("*", territory, shortCode)) ??
      null,
    territoriesWith: (shortCode) => territoriesWith.get(shortCode) ?? none,
    emergencyCodesIn: (territory) => emergencyCodes.get(territory) ?? none,
    territoriesUnder: (callingCode) => codes.territories.get(callingCode) ?? none,
    callingCodeOf: (territory) => codes.byTerritory.get(territory) ?? null,
    longestShortCode,
  };
}

const none: readonly string[] = [];

const ruleKey = (tenant: string, territory: string, shortCode: string): string => `${tenant}|${territory}|${shortCode}`;

function validRule(rules: NumberRule | readonly NumberRule[] | undefined, nowMs: number): NumberRule | null {
  if (rules === undefined) return null;
  if (isList(rules)) return rules.find((rule) => isValidAt(rule, nowMs)) ?? null;
  return isValidAt(rules, nowMs) ? rules : null;
}

const isList = (rules: NumberRule | readonly NumberRule[]): rules is readonly NumberRule[] => Array.isArray(rules);

const byLatestStart = (a: NumberRule, b: NumberRule): number => startMs(b) - startMs(a);

const startMs = ({ validFromMs }: NumberRule): number => validFromMs ?? Number.MIN_SAFE_INTEGER;

/** From the first instant of its window, up to but not including the last. */
const isValidAt = ({ validFromMs, validUntilMs }: NumberRule, nowMs: number): boolean =>
  (validFromMs === null || validFromMs <= nowMs) && (validUntilMs === null || nowMs < validUntilMs);

const configuredRule = (item: NumberItem): NumberRule => ({
  class: item.class,
  services: [...item.services].sort(),
  conversion: item.conversion,
  routeSet: item.routeSet,
  validFromMs: item.validFrom === null ? null : Date.parse(item.validFrom),
  validUntilMs: item.validUntil === null ? null : Date.parse(item.validUntil),
  provisioned: true,
});

function ruleInterner(): (rule: NumberRule) => NumberRule {
  const known = new Map<string, NumberRule>();
  return (rule) => {
    const key = JSON.stringify(rule);
    const same = known.get(key);
    if (same !== undefined) return same;
    known.set(key, rule);
    return rule;
  };
}

type CatalogueNet = {
  readonly rules: ReadonlyMap<string, NumberRule>;
  readonly entries: readonly { readonly territory: string; readonly shortCode: string; readonly rule: NumberRule }[];
};

const nets = new Map<string, CatalogueNet>();

/** What the catalogue adds below the configuration: primary numbers, and the known special and test numbers. Made once. */
function catalogueNet(unprovisioned: "emergency" | "ordinary"): CatalogueNet {
  const made = nets.get(unprovisioned);
  if (made !== undefined) return made;
  const intern = ruleInterner();
  const entries = catalogue
    .filter((entry) => entry.tier === "primary" && (unprovisioned === "emergency" || entry.class !== "emergency"))
    .map(({ territory, shortCode, class: callClass, services }) => ({
      territory,
      shortCode,
      rule: intern({
        class: callClass,
        services,
        conversion: null,
        routeSet: null,
        validFromMs: null,
        validUntilMs: null,
        provisioned: false,
      }),
    }));
  const net = {
    entries,
    rules: new Map(entries.map(({ territory, shortCode, rule }) => [ruleKey("*", territory, shortCode), rule])),
  };
  nets.set(unprovisioned, net);
  return net;
}

/** The catalogue's calling codes with the territories that the configuration adds to them, behind the catalogue's own. */
function compileCallingCodes(document: ConfigDocument) {
  const byTerritory = new Map(callingCodeByTerritory);
  const added = new Map<string, Set<string>>();
  for (const { code, callingCode } of document.territories) {
    byTerritory.set(code, callingCode);
    addTo(added, callingCode, code);
  }
  const territories = new Map(territoriesByCallingCode);
  for (const [callingCode, codes] of asSortedLists(added))
    territories.set(callingCode, [...new Set([...(territories.get(callingCode) ?? none), ...codes])]);
  return { byTerritory, territories };
}

function addTo(sets: Map<string, Set<string>>, key: string, value: string): void {
  const set = sets.get(key);
  if (set === undefined) sets.set(key, new Set([value]));
  else set.add(value);
}

const asSortedLists = (sets: ReadonlyMap<string, ReadonlySet<string>>): ReadonlyMap<string, readonly string[]> =>
  new Map([...sets].map(([key, set]) => [key, [...set].sort()]));
