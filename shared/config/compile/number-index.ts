import type { Service } from "../../catalogue/catalogue-entry.ts";
import type { NumberRule } from "../../recognition/number-plan.ts";
import type { NumberItem } from "../document.ts";

/** What a configuration or the catalogue says of a number. */
export type NumberFacts = Pick<
  NumberItem,
  "territory" | "shortCode" | "class" | "conversion" | "routeSet" | "validFrom" | "validUntil"
> & { readonly services: readonly Service[]; readonly supersededOn?: string | null };

/** A rule, or one for each of several windows of time, the one that begins last first. */
type Rules = NumberRule | NumberRule[];

/** The tenant whose numbers hold for all. */
export const everybody = "*";

/** The catalogue's emergencies where the configuration switches them off, and those that rest on one older report. */
export const switchedOff = Symbol("switched off");
export const extended = Symbol("extended");

/** Whose list: a tenant's, or for null the catalogue's. The lists that are symbols decide nothing; they tell what is suspected. */
export type Owner = string | null | typeof switchedOff | typeof extended;

/** Numbers by short code, and then by their list. A look-up takes the same few steps however many there are. */
export type NumberIndex = {
  /** Adds a number of the configuration, or of the catalogue. Of several windows of one number all are kept. */
  readonly add: (owner: Owner, facts: NumberFacts) => void;
  /** The index's own number of a short code, by which its lists are looked up; `unlisted` where no list has it. */
  readonly codeOf: (shortCode: string) => number;
  /** The lists of an owner, as they are once all numbers are added. */
  readonly listsOf: (owner: Owner) => Lists;
  /** Every territory with a list that has the short code, sorted. */
  readonly territoriesWith: (shortCode: string) => readonly string[];
};

/** The lists of one owner, one for each territory. */
export type Lists = {
  /** What a list says of a number at an instant: of several windows, the one that began last. */
  readonly find: (territory: string, code: number, nowMs: number) => NumberRule | null;
  /** Whether a list has the number as an emergency at any time, and whether it has it as anything now. */
  readonly everOn: (territory: string, code: number, nowMs: number) => OnList;
};

export type OnList = { readonly isEverEmergency: boolean; readonly isNow: boolean };

const unlisted = -1;

/** More than there are codes of two letters. */
const territoriesAtMost = 1_024;
const none: readonly string[] = [];
const noLists: Lists = { find: () => null, everOn: () => ({ isEverEmergency: false, isNow: false }) };

export function makeNumberIndex(): NumberIndex {
  const owners = new Map<Owner, number>();
  const territories = new Map<string, number>();
  const codes = new Map<string, number>();
  const territoriesOf: (readonly string[])[] = [];
  // Most short codes of a long configuration are on one list. A Map for each of them would take five times the memory.
  const firstList: number[] = [];
  const firstRules: Rules[] = [];
  const otherLists = new Map<number, Map<number, Rules>>();
  const equalRules = new Map<string, NumberRule>();
  const equalLists = new Map<string, readonly string[]>();

  const withTerritory = (known: readonly string[], territory: string): readonly string[] => {
    if (known.includes(territory)) return known;
    const sorted = [...known, territory].sort();
    return entryOf(equalLists, sorted.join(), () => sorted);
  };

  const codeOf = (shortCode: string): number => codes.get(shortCode) ?? unlisted;

  return {
    add: (owner, facts) => {
      const origin = originOf(owner);
      const rule = entryOf(equalRules, `${origin}|${factsAsText(facts)}`, () => ruleOf(facts, origin));
      const territory = entryOf(territories, facts.territory, () => territories.size);
      const list = entryOf(owners, owner, () => owners.size) * territoriesAtMost + territory;
      const code = entryOf(codes, facts.shortCode, () => codes.size);
      territoriesOf[code] = withTerritory(territoriesOf[code] ?? none, facts.territory);
      firstList[code] ??= list;
      if (firstList[code] === list) {
        firstRules[code] = withRule(firstRules[code], rule);
      } else {
        const others = entryOf(otherLists, code, () => new Map<number, Rules>());
        others.set(list, withRule(others.get(list), rule));
      }
    },

    codeOf,

    listsOf: (owner) => {
      const ownerId = owners.get(owner);
      if (ownerId === undefined) return noLists;
      const rulesIn = (territory: string, code: number): Rules | undefined => {
        const territoryId = territories.get(territory);
        if (code === unlisted || territoryId === undefined) return undefined;
        const list = ownerId * territoriesAtMost + territoryId;
        return firstList[code] === list ? firstRules[code] : otherLists.get(code)?.get(list);
      };
      return {
        find: (territory, code, nowMs) => {
          const rules = rulesIn(territory, code);
          if (rules === undefined) return null;
          if (Array.isArray(rules)) return rules.find((rule) => isValidAt(rule, nowMs)) ?? null;
          return isValidAt(rules, nowMs) ? rules : null;
        },
        everOn: (territory, code, nowMs) => {
          const rules = [rulesIn(territory, code) ?? []].flat();
          return {
            isEverEmergency: rules.some((rule) => rule.class === "emergency"),
            isNow: rules.some((rule) => isValidAt(rule, nowMs)),
          };
        },
      };
    },

    territoriesWith: (shortCode) => territoriesOf[codeOf(shortCode)] ?? none,
  };
}

function entryOf<Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}

/** Facts with the same text make the same rule; no name holds a bar. */
const factsAsText = ({
  class: callClass,
  services,
  conversion,
  routeSet,
  validFrom,
  validUntil,
  supersededOn,
}: NumberFacts): string =>
  [callClass, services.join(), conversion, routeSet, validFrom, validUntil, supersededOn].join("|");

type Origin = "tenant" | "all" | "catalogue";

function originOf(owner: Owner): Origin {
  if (typeof owner !== "string") return "catalogue";
  return owner === everybody ? "all" : "tenant";
}

const ruleOf = (facts: NumberFacts, origin: Origin): NumberRule => ({
  class: facts.class,
  services: [...facts.services].sort(),
  conversion: facts.conversion,
  routeSet: facts.routeSet,
  validFromMs: facts.validFrom === null ? null : Date.parse(facts.validFrom),
  validUntilMs: facts.validUntil === null ? null : Date.parse(facts.validUntil),
  tenants: origin === "tenant" ? { conversion: facts.conversion, routeSet: facts.routeSet } : null,
  provisioned: origin !== "catalogue",
  superseded: (facts.supersededOn ?? null) !== null,
  universal: false,
});

/** Puts a rule behind those that begin later or at the same time. */
function withRule(known: Rules | undefined, rule: NumberRule): Rules {
  if (known === undefined) return rule;
  const rules = Array.isArray(known) ? known : [known];
  const place = rules.findIndex((other) => startMs(other) < startMs(rule));
  rules.splice(place < 0 ? rules.length : place, 0, rule);
  return rules;
}

const startMs = ({ validFromMs }: NumberRule): number => validFromMs ?? Number.MIN_SAFE_INTEGER;

/** From the first instant of its window, up to but not including the last. */
const isValidAt = ({ validFromMs, validUntilMs }: NumberRule, nowMs: number): boolean =>
  (validFromMs === null || validFromMs <= nowMs) && (validUntilMs === null || nowMs < validUntilMs);
