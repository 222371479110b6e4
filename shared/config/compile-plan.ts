import { callingCodeByTerritory, territoriesByCallingCode } from "../catalogue/calling-codes.ts";
import { catalogue } from "../catalogue/catalogue.ts";
import type { Steps } from "../in-slices.ts";
import type { NumberPlan, NumberRule } from "../recognition/number-plan.ts";
import { type CompiledNumbers, findRule, ruleInterner } from "./compile-rules.ts";
import type { ConfigDocument } from "./document.ts";
import { addTo, asSortedLists, type OneOrMore } from "./index-short-codes.ts";
import { type RuleList, withRule } from "./rule-list.ts";

/** What a plan is made of besides its numbers. */
type PlanSettings = Pick<ConfigDocument, "territories" | "defaults">;

/**
 * Compiles all lists of short codes into Maps. The order of the document's lists makes no difference: of several windows of
 * one number, the one that began last holds. The numbers cannot be used for another plan.
 */
export function* compilePlan(numbers: CompiledNumbers, settings: PlanSettings): Steps<NumberPlan> {
  const { byTenant } = numbers;
  const forAll = byTenant.get("*");
  const net = catalogueNet(settings.defaults.unprovisioned);
  for (const { territory, shortCode, rule } of net.entries)
    numbers.index.add({ territory, shortCode, isEmergency: rule.class === "emergency" });
  const index = yield* numbers.index.finish();
  const codes = yield* compileCallingCodes(settings);
  return {
    find: (tenant, territory, shortCode, nowMs) =>
      (tenant === null ? null : findRule(byTenant.get(tenant), territory, shortCode, nowMs)) ??
      findRule(forAll, territory, shortCode, nowMs) ??
      findRule(net.rules, territory, shortCode, nowMs),
    territoriesWith: (shortCode) => index.territoriesWith.get(shortCode) ?? none,
    emergencyCodesIn: (territory) => index.emergencyCodesIn.get(territory) ?? none,
    territoriesUnder: (callingCode) => codes.territories.get(callingCode) ?? none,
    callingCodeOf: (territory) => codes.byTerritory.get(territory) ?? null,
    longestShortCode: index.longestShortCode,
  };
}

const none: readonly string[] = [];

type CatalogueNet = {
  readonly rules: RuleList;
  readonly entries: readonly { readonly territory: string; readonly shortCode: string; readonly rule: NumberRule }[];
};

const nets = new Map<string, CatalogueNet>();

/** What the catalogue adds below the configuration: primary numbers, and the known special and test numbers. Made once. */
function catalogueNet(unprovisioned: "emergency" | "ordinary"): CatalogueNet {
  const made = nets.get(unprovisioned);
  if (made !== undefined) return made;
  const intern = ruleInterner(false);
  const entries = catalogue
    .filter((entry) => entry.tier === "primary" && (unprovisioned === "emergency" || entry.class !== "emergency"))
    .map(({ territory, shortCode, class: callClass, services }) => ({
      territory,
      shortCode,
      rule: intern({ class: callClass, services, conversion: null, routeSet: null, validFrom: null, validUntil: null }),
    }));
  const rules = entries.reduce<RuleList>(
    (list, { territory, shortCode, rule }) => withRule(list, territory, shortCode, rule),
    [],
  );
  const net = { entries, rules };
  nets.set(unprovisioned, net);
  return net;
}

type CallingCodes = {
  readonly byTerritory: ReadonlyMap<string, string>;
  readonly territories: ReadonlyMap<string, readonly string[]>;
};

/** The catalogue's calling codes with the territories that the configuration adds to them, behind the catalogue's own. */
function* compileCallingCodes({ territories: configured }: PlanSettings): Steps<CallingCodes> {
  const byTerritory = new Map(callingCodeByTerritory);
  const added = new Map<string, OneOrMore>();
  for (const { code, callingCode } of configured) {
    byTerritory.set(code, callingCode);
    addTo(added, callingCode, code);
  }
  const territories = new Map(territoriesByCallingCode);
  for (const [callingCode, codes] of yield* asSortedLists(added))
    territories.set(callingCode, [...new Set([...(territories.get(callingCode) ?? none), ...codes])]);
  return { byTerritory, territories };
}
