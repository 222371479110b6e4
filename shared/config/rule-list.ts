import type { NumberRule } from "../recognition/number-plan.ts";

/** What a list says of one number: a rule, or one for each of several windows of time, the one that begins last first. */
export type Rules = NumberRule | readonly NumberRule[];

type Listed = { readonly territory: string; readonly shortCode: string; rules: Rules };

/**
 * One list of short codes: by territory, then by short code. The few of a customer's own stand one after the other: to go
 * through them takes no longer than two look-ups, and Maps for each territory would take several times the memory.
 */
export type RuleList = Listed[] | Map<string, Map<string, Rules>>;

const fewAtMost = 12;

/** The list with one more rule; the list that was given is used up. */
export function withRule(list: RuleList, territory: string, shortCode: string, rule: NumberRule): RuleList {
  if (list instanceof Map) {
    const codes = within(list, territory);
    codes.set(shortCode, joined(codes.get(shortCode), rule));
    return list;
  }
  const listed = find(list, territory, shortCode);
  if (listed !== undefined) listed.rules = joined(listed.rules, rule);
  else if (list.length < fewAtMost) list.push({ territory, shortCode, rules: rule });
  else return withRule(asMaps(list), territory, shortCode, rule);
  return list;
}

/** What the list says of a number; undefined where it does not have it. */
export const rulesIn = (list: RuleList, territory: string, shortCode: string): Rules | undefined =>
  list instanceof Map ? list.get(territory)?.get(shortCode) : find(list, territory, shortCode)?.rules;

function find(list: readonly Listed[], territory: string, shortCode: string): Listed | undefined {
  for (const listed of list) if (listed.territory === territory && listed.shortCode === shortCode) return listed;
  return undefined;
}

function asMaps(list: readonly Listed[]): RuleList {
  const maps = new Map<string, Map<string, Rules>>();
  for (const { territory, shortCode, rules } of list) within(maps, territory).set(shortCode, rules);
  return maps;
}

/** The map under a key, made where there is none yet. */
export function within<Value>(maps: Map<string, Map<string, Value>>, key: string): Map<string, Value> {
  const known = maps.get(key);
  if (known !== undefined) return known;
  const made = new Map<string, Value>();
  maps.set(key, made);
  return made;
}

const joined = (earlier: Rules | undefined, rule: NumberRule): Rules =>
  earlier === undefined ? rule : [earlier, rule].flat().sort(byLatestStart);

const byLatestStart = (a: NumberRule, b: NumberRule): number => startMs(b) - startMs(a);

const startMs = ({ validFromMs }: NumberRule): number => validFromMs ?? Number.MIN_SAFE_INTEGER;
