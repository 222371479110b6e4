import type { Service } from "../catalogue/catalogue-entry.ts";
import type { Steps } from "../in-slices.ts";
import type { NumberRule } from "../recognition/number-plan.ts";
import type { NumberItem } from "./document.ts";
import { type GrowingIndex, growIndex } from "./index-short-codes.ts";
import { type RuleList, type Rules, rulesIn, withRule } from "./rule-list.ts";

/** The configured numbers: every tenant's list, and the beginning of an index of them all. */
export type CompiledNumbers = { readonly byTenant: ReadonlyMap<string, RuleList>; readonly index: GrowingIndex };

/**
 * Compiles numbers as they come, so that nobody need have all of them at once; undefined where none came, so that others may
 * run for a while. Equal rules are one object: a million numbers share a few hundred.
 */
export function* compileNumbers(items: Iterable<NumberItem | undefined>): Steps<CompiledNumbers> {
  const byTenant = new Map<string, RuleList>();
  const index = growIndex();
  const intern = ruleInterner(true);
  for (const item of items) {
    if (item !== undefined) {
      const { tenant, territory, shortCode } = item;
      const rule = intern(item);
      const list = byTenant.get(tenant);
      const longer = withRule(list ?? [], territory, shortCode, rule);
      if (longer !== list) byTenant.set(tenant, longer);
      index.add({ territory, shortCode, isEmergency: rule.class === "emergency" });
    }
    yield;
  }
  return { byTenant, index };
}

/** What a list says of a number there and then: of several windows, the one that began last. */
export function findRule(
  list: RuleList | undefined,
  territory: string,
  shortCode: string,
  nowMs: number,
): NumberRule | null {
  const rules = list === undefined ? undefined : rulesIn(list, territory, shortCode);
  if (rules === undefined) return null;
  if (isList(rules)) return rules.find((rule) => isValidAt(rule, nowMs)) ?? null;
  return isValidAt(rules, nowMs) ? rules : null;
}

/** What an item says of a number. */
type Said = Pick<NumberItem, "class" | "conversion" | "routeSet" | "validFrom" | "validUntil"> & {
  readonly services: readonly Service[];
};

/** Makes rules; what says the same becomes the same object. `provisioned`: whether the operator said it. */
export function ruleInterner(provisioned: boolean): (said: Said) => NumberRule {
  const known = new Map<string, NumberRule>();
  return (said) => {
    const { class: callClass, services, conversion, routeSet, validFrom, validUntil } = said;
    const key = `${callClass}|${services.join()}|${conversion ?? ""}|${routeSet ?? ""}|${validFrom ?? ""}|${validUntil ?? ""}`;
    const same = known.get(key);
    if (same !== undefined) return same;
    const rule = { ...ruleOf(said), provisioned };
    known.set(key, rule);
    return rule;
  };
}

const ruleOf = (said: Said): Omit<NumberRule, "provisioned"> => ({
  class: said.class,
  services: [...said.services].sort(),
  conversion: said.conversion,
  routeSet: said.routeSet,
  validFromMs: said.validFrom === null ? null : Date.parse(said.validFrom),
  validUntilMs: said.validUntil === null ? null : Date.parse(said.validUntil),
});

const isList = (rules: Rules): rules is readonly NumberRule[] => Array.isArray(rules);

/** From the first instant of its window, up to but not including the last. */
const isValidAt = ({ validFromMs, validUntilMs }: NumberRule, nowMs: number): boolean =>
  (validFromMs === null || validFromMs <= nowMs) && (validUntilMs === null || nowMs < validUntilMs);
