import type { Steps } from "../in-slices.ts";
import type { NumberRule } from "../recognition/number-plan.ts";
import type { NumberItem } from "./document.ts";
import { type GrowingIndex, growIndex } from "./index-short-codes.ts";

/** One list of short codes: by territory, then by short code. */
export type RuleList = ReadonlyMap<string, ReadonlyMap<string, NumberRule | readonly NumberRule[]>>;

/** The configured numbers: every tenant's list, and the beginning of an index of them all. */
export type CompiledNumbers = { readonly byTenant: ReadonlyMap<string, RuleList>; readonly index: GrowingIndex };

/**
 * Compiles numbers as they come, so that nobody need have all of them at once. Equal rules are one object: a million
 * numbers share a few hundred.
 */
export function* compileNumbers(items: Iterable<NumberItem>): Steps<CompiledNumbers> {
  const byTenant = new Map<string, Map<string, Map<string, NumberRule | readonly NumberRule[]>>>();
  const index = growIndex();
  const intern = ruleInterner();
  for (const item of items) {
    const { tenant, territory, shortCode } = item;
    const codes = within(within(byTenant, tenant), territory);
    const rule = intern(configuredRule(item));
    const earlier = codes.get(shortCode);
    codes.set(shortCode, earlier === undefined ? rule : [earlier, rule].flat().sort(byLatestStart));
    index.add({ territory, shortCode, isEmergency: rule.class === "emergency" });
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
  const rules = list?.get(territory)?.get(shortCode);
  if (rules === undefined) return null;
  if (isList(rules)) return rules.find((rule) => isValidAt(rule, nowMs)) ?? null;
  return isValidAt(rules, nowMs) ? rules : null;
}

/** Gives equal rules as the same object. */
export function ruleInterner(): (rule: NumberRule) => NumberRule {
  const known = new Map<string, NumberRule>();
  return (rule) => {
    const key = JSON.stringify(rule);
    const same = known.get(key);
    if (same !== undefined) return same;
    known.set(key, rule);
    return rule;
  };
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

/** The map under a key, made where there is none yet. */
export function within<Value>(maps: Map<string, Map<string, Value>>, key: string): Map<string, Value> {
  const known = maps.get(key);
  if (known !== undefined) return known;
  const made = new Map<string, Value>();
  maps.set(key, made);
  return made;
}
