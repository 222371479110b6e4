import { callingCodeByTerritory, territoriesByCallingCode } from "../../catalogue/calling-codes.ts";
import { catalogue } from "../../catalogue/catalogue.ts";
import type { CatalogueEntry } from "../../catalogue/catalogue-entry.ts";
import { pace } from "../../pace.ts";
import type { NumberPlan, NumberRule } from "../../recognition/number-plan.ts";
import type { ConfigDocument, NumberItem } from "../document.ts";
import {
  everybody,
  extended,
  makeNumberIndex,
  type NumberFacts,
  type NumberIndex,
  type Owner,
  switchedOff,
} from "./number-index.ts";

/** What a plan is made of besides its numbers. */
type PlanSettings = Pick<ConfigDocument, "territories" | "defaults">;

/** Numbers that are indexed, and what a plan says of all of them together. */
export type IndexedNumbers = {
  readonly index: NumberIndex;
  /** The short codes of emergency numbers by territory. */
  readonly emergencyCodes: Map<string, Set<string>>;
  longestShortCode: number;
};

/**
 * Indexes the configured numbers as they come, so that they need never be in memory all at once. Paced; for an undefined item
 * there is nothing to do.
 */
export async function indexNumbers(items: Iterable<NumberItem | undefined>): Promise<IndexedNumbers> {
  const numbers: IndexedNumbers = { index: makeNumberIndex(), emergencyCodes: new Map(), longestShortCode: 0 };
  for (const item of items) {
    if (item !== undefined) addNumber(numbers, item.tenant, item);
    if (pace.isDue()) await pace.rest();
  }
  return numbers;
}

/**
 * Adds the catalogue to the numbers and compiles all for look-ups. The order of the document's lists makes no difference: of
 * several windows of one number, the one that began last holds. Indexed numbers serve for one plan.
 */
export async function compilePlan(numbers: IndexedNumbers, settings: PlanSettings): Promise<NumberPlan> {
  addCatalogue(numbers, settings.defaults.unprovisioned);
  const { index, longestShortCode } = numbers;
  const emergencyCodes = await sortedLists(numbers.emergencyCodes);
  const codes = compileCallingCodes(settings);
  const universal = compileUniversal(settings, numbers, [...codes.byTerritory.keys()]);
  const [common, known, suspected] = [index.listsOf(everybody), index.listsOf(null), index.listsOf(extended)];
  const ofAll = [common, known, index.listsOf(switchedOff)];
  const findIn: NumberPlan["findIn"] = (tenant, shortCode, nowMs) => {
    const code = index.codeOf(shortCode);
    const tenants = tenant === null ? null : index.listsOf(tenant);
    return (territory) => {
      const own = tenants === null ? null : tenants.find(territory, code, nowMs);
      if (own !== null && own.conversion !== null && own.routeSet !== null) return own;
      const ofEverybody = common.find(territory, code, nowMs);
      if (own !== null) return ofEverybody === null ? own : completed(own, ofEverybody);
      if (ofEverybody !== null) return ofEverybody;
      return known.find(territory, code, nowMs) ?? (universal.isIn(territory, shortCode) ? universalRule : null);
    };
  };
  return {
    findIn,
    find: (tenant, territory, shortCode, nowMs) => findIn(tenant, shortCode, nowMs)(territory),
    isEmergencyAtAnyTime: (tenant, territory, shortCode, nowMs) => {
      const code = index.codeOf(shortCode);
      for (const lists of tenant === null ? ofAll : [index.listsOf(tenant), ...ofAll]) {
        const { isEverEmergency, isNow } = lists.everOn(territory, code, nowMs);
        if (isEverEmergency || isNow) return isEverEmergency;
      }
      return universal.isIn(territory, shortCode);
    },
    isExtendedEmergency: (territory, shortCode) =>
      suspected.everOn(territory, index.codeOf(shortCode), 0).isEverEmergency,
    territoriesWith: (shortCode) => universal.everywhere.get(shortCode) ?? index.territoriesWith(shortCode),
    emergencyCodesIn: (territory) => emergencyCodes.get(territory) ?? none,
    territoriesUnder: (callingCode) => codes.territories.get(callingCode) ?? none,
    callingCodeOf: (territory) => codes.byTerritory.get(territory) ?? null,
    longestShortCode: Math.max(longestShortCode, universal.longest),
  };
}

const none: readonly string[] = [];

/** A tenant's own entry with what it leaves to the entry for all. */
const completed = (own: NumberRule, common: NumberRule): NumberRule =>
  (own.conversion !== null || common.conversion === null) && (own.routeSet !== null || common.routeSet === null)
    ? own
    : { ...own, conversion: own.conversion ?? common.conversion, routeSet: own.routeSet ?? common.routeSet };

/** What the catalogue adds below the configuration: its primary numbers, and the known special and test numbers. */
function addCatalogue(numbers: IndexedNumbers, unprovisioned: "emergency" | "ordinary"): void {
  for (const entry of catalogue) {
    addNumber(numbers, listOf(entry, unprovisioned), {
      ...entry,
      conversion: null,
      routeSet: null,
      validFrom: null,
      validUntil: null,
    });
  }
}

function listOf({ class: callClass, tier }: CatalogueEntry, unprovisioned: "emergency" | "ordinary"): Owner {
  if (tier === "extended") return extended;
  return callClass === "emergency" && unprovisioned === "ordinary" ? switchedOff : null;
}

function addNumber(numbers: IndexedNumbers, owner: Owner, facts: NumberFacts): void {
  const { territory, shortCode } = facts;
  numbers.index.add(owner, facts);
  numbers.longestShortCode = Math.max(numbers.longestShortCode, shortCode.length);
  if (facts.class !== "emergency" || typeof owner === "symbol") return;
  const codes = numbers.emergencyCodes.get(territory);
  if (codes === undefined) numbers.emergencyCodes.set(territory, new Set([shortCode]));
  else codes.add(shortCode);
}

async function sortedLists(sets: ReadonlyMap<string, Set<string>>): Promise<ReadonlyMap<string, readonly string[]>> {
  const lists = new Map<string, readonly string[]>();
  for (const [key, values] of sets) {
    lists.set(key, [...values].sort());
    if (pace.isDue()) await pace.rest();
  }
  return lists;
}

type CallingCodes = {
  readonly byTerritory: ReadonlyMap<string, string>;
  readonly territories: ReadonlyMap<string, readonly string[]>;
};

/** The catalogue's calling codes, and behind its territories those that the configuration adds, sorted. */
function compileCallingCodes({ territories: configured }: PlanSettings): CallingCodes {
  const byTerritory = new Map(callingCodeByTerritory);
  const territories = new Map(territoriesByCallingCode);
  for (const { code, callingCode } of configured.toSorted((a, b) => (a.code < b.code ? -1 : 1))) {
    byTerritory.set(code, callingCode);
    const known = territories.get(callingCode) ?? none;
    if (!known.includes(code)) territories.set(callingCode, [...known, code]);
  }
  return { byTerritory, territories };
}

/** What an emergency is that no list has: help of any kind, routed as its territory says. */
const universalRule: NumberRule = {
  class: "emergency",
  services: [],
  conversion: null,
  routeSet: null,
  validFromMs: null,
  validUntilMs: null,
  tenants: null,
  provisioned: false,
  superseded: false,
  universal: true,
};

type UniversalNumbers = {
  readonly isIn: (territory: string, shortCode: string) => boolean;
  /** The territories of each universal number that no list has as an emergency, sorted. */
  readonly everywhere: ReadonlyMap<string, readonly string[]>;
  readonly longest: number;
};

/** The emergency numbers of every territory that does not say otherwise. */
function compileUniversal(
  { territories, defaults }: PlanSettings,
  { index, emergencyCodes }: IndexedNumbers,
  allTerritories: readonly string[],
): UniversalNumbers {
  const everywhere = new Set(defaults.universalNumbers);
  const own = new Map(
    territories.flatMap(({ code, universalNumbers }) =>
      universalNumbers === null ? [] : [[code, new Set(universalNumbers)] as const],
    ),
  );
  const isIn = (territory: string, shortCode: string): boolean => (own.get(territory) ?? everywhere).has(shortCode);
  const numbers = [...new Set([everywhere, ...own.values()].flatMap((set) => [...set]))];
  const listed = new Set([...emergencyCodes.values()].flatMap((set) => numbers.filter((number) => set.has(number))));
  const territoriesOf = (number: string): readonly string[] =>
    [
      ...new Set([...allTerritories.filter((territory) => isIn(territory, number)), ...index.territoriesWith(number)]),
    ].sort();
  return {
    isIn,
    everywhere: new Map(
      numbers.filter((number) => !listed.has(number)).map((number) => [number, territoriesOf(number)]),
    ),
    longest: Math.max(0, ...numbers.map(({ length }) => length)),
  };
}
