import type { Service } from "../../catalogue/catalogue-entry.ts";
import type { Steps } from "../../in-slices.ts";
import type { NumberRule } from "../../recognition/number-plan.ts";
import type { NumberItem } from "../document.ts";
import { shortCodeKey, territoryKey, territoryKeys } from "./number-keys.ts";
import { makePairTable } from "./pair-table.ts";

/** What an item says of a number. */
export type Said = Pick<NumberItem, "tenant" | "territory" | "shortCode" | "class" | "conversion" | "routeSet"> &
  Pick<NumberItem, "validFrom" | "validUntil"> & { readonly services: readonly Service[] };

/** Every customer's list of short codes. However many there are, a look-up takes the same few steps. */
export type NumberLists = {
  /** Adds what is said of one number; of several windows of the same number all are kept. The lists must not be full. */
  readonly add: (said: Said) => void;
  readonly isFull: () => boolean;
  /** Makes room for as many numbers again. */
  readonly grow: () => Steps<void>;
  /** What a customer's list says of a number there and then: of several windows, the one that began last. */
  readonly find: (tenant: string, territory: string, shortCode: string, nowMs: number) => NumberRule | null;
};

/** A rule, or one for each of several windows of time, the one that begins last first. A list belongs to one number alone. */
type Rules = NumberRule | NumberRule[];

/** `provisioned`: whether the operator says it. Equal rules are one object: a million numbers share a few hundred. */
export function makeNumberLists(provisioned: boolean): NumberLists {
  const tenantKeys = new Map<string, number>();
  /** Nothing has the id 0. */
  const rulesById: (Rules | undefined)[] = [undefined];
  const idsBySaying = new Map<string, number>();
  /** From whose and where, and the short code, to the id of its rules. */
  const ids = makePairTable();

  function idOf(said: Said): number {
    const saying = sayingOf(said);
    const known = idsBySaying.get(saying);
    if (known !== undefined) return known;
    idsBySaying.set(saying, rulesById.length);
    return keep({ ...ruleOf(said), provisioned });
  }

  const keep = (rules: Rules): number => rulesById.push(rules) - 1;

  function tenantKeyOf(tenant: string): number {
    const known = tenantKeys.get(tenant);
    if (known !== undefined) return known;
    tenantKeys.set(tenant, tenantKeys.size);
    return tenantKeys.size - 1;
  }

  return {
    add: (said) => {
      const [territory, shortCode] = [territoryKey(said.territory), shortCodeKey(said.shortCode)];
      if (territory === null || shortCode === null) throw new Error(`${said.territory} ${said.shortCode} is no number`);
      const list = tenantKeyOf(said.tenant) * territoryKeys + territory;
      const id = idOf(said);
      const rule = rulesById[id] as NumberRule;
      const earlier = rulesById[ids.get(list, shortCode)];
      if (earlier === undefined) ids.set(list, shortCode, id);
      else if (isList(earlier)) insert(earlier, rule);
      else ids.set(list, shortCode, keep(insert([earlier], rule)));
    },

    isFull: ids.isFull,
    grow: ids.grow,

    find: (tenant, territory, shortCode, nowMs) => {
      const tenantKey = tenantKeys.get(tenant);
      const place = territoryKey(territory);
      const code = shortCodeKey(shortCode);
      if (tenantKey === undefined || place === null || code === null) return null;
      const rules = rulesById[ids.get(tenantKey * territoryKeys + place, code)];
      if (rules === undefined) return null;
      if (isList(rules)) return rules.find((rule) => isValidAt(rule, nowMs)) ?? null;
      return isValidAt(rules, nowMs) ? rules : null;
    },
  };
}

/** Two items that say the same have the same; no name holds a bar. */
const sayingOf = ({ class: callClass, services, conversion, routeSet, validFrom, validUntil }: Said): string =>
  `${callClass}|${services.join()}|${conversion ?? ""}|${routeSet ?? ""}|${validFrom ?? ""}|${validUntil ?? ""}`;

const ruleOf = (said: Said): Omit<NumberRule, "provisioned"> => ({
  class: said.class,
  services: [...said.services].sort(),
  conversion: said.conversion,
  routeSet: said.routeSet,
  validFromMs: said.validFrom === null ? null : Date.parse(said.validFrom),
  validUntilMs: said.validUntil === null ? null : Date.parse(said.validUntil),
});

const isList = (rules: Rules): rules is NumberRule[] => Array.isArray(rules);

/** Behind those that begin later or at the same time. */
function insert(rules: NumberRule[], rule: NumberRule): NumberRule[] {
  const place = rules.findIndex((other) => startMs(other) < startMs(rule));
  rules.splice(place < 0 ? rules.length : place, 0, rule);
  return rules;
}

const startMs = ({ validFromMs }: NumberRule): number => validFromMs ?? Number.MIN_SAFE_INTEGER;

/** From the first instant of its window, up to but not including the last. */
const isValidAt = ({ validFromMs, validUntilMs }: NumberRule, nowMs: number): boolean =>
  (validFromMs === null || validFromMs <= nowMs) && (validUntilMs === null || nowMs < validUntilMs);
