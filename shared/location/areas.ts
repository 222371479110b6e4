import type { Boundary } from "./boundary.ts";
import { type LocationSource, locationSources } from "./location-sources.ts";

/** A part of a territory whose calls go to a PSAP of their own. Null: as without the area. */
export type Area = {
  readonly name: string;
  readonly territory: string;
  readonly displayName: string;
  readonly routeSet: string | null;
  readonly conversion: string | null;
};

/** Areas by civic addresses, folded; and which combinations of parts the keys say, the most specific first. */
export type CivicRows = {
  readonly rows: ReadonlyMap<string, string>;
  readonly said: readonly (readonly boolean[])[];
};

/** The rows of one location table, ready to be asked. Rows name areas. */
export type LocationTable =
  | { readonly keys: "boundary"; readonly boundary: Boundary }
  | { readonly keys: "civic"; readonly civic: CivicRows }
  | { readonly keys: Exclude<LocationSource, "boundary" | "civic">; readonly rows: KeyedRows };

/** Areas by what stands in a call. The row `*` holds for every call of its area's territory that nothing else leads to an area. */
export type KeyedRows = ReadonlyMap<string, string>;

/** What is asked for calls of one territory by one ingress, and what is believed. */
export type LocationRule = {
  readonly order: readonly LocationSource[];
  readonly methods: ReadonlySet<string> | null;
  readonly screenRouteSet: string | null;
  readonly maxAgeS: number | null;
  /** Whether it was configured: the rule that holds elsewhere expects nothing. */
  readonly isConfigured: boolean;
};

/** Areas, the tables that lead to them, and the rules by which these are asked. */
export type CompiledAreas = {
  readonly byName: ReadonlyMap<string, Area>;
  /** The territories that have areas or rules: elsewhere nothing is asked. */
  readonly territories: ReadonlySet<string>;
  readonly hasRuleForAll: boolean;
  readonly tables: {
    readonly boundary: readonly Boundary[];
    readonly civic: readonly CivicRows[];
    readonly locationKey: readonly KeyedRows[];
    readonly callingParty: readonly KeyedRows[];
    readonly callingPartyPrefix: readonly KeyedRows[];
  };
  /** By `territory|ingress`, with `*` for all. */
  readonly rules: ReadonlyMap<string, LocationRule>;
  /** Whether a table that is listed cannot be used. */
  readonly isDamaged: boolean;
};

const defaultRule: LocationRule = {
  order: locationSources,
  methods: null,
  screenRouteSet: null,
  maxAgeS: null,
  isConfigured: false,
};

/**
 * The rule for a call: the one that names both, else its territory, else its ingress, else all; else every source in turn.
 * `territory`: null where it is not known.
 */
export function ruleFor({ rules }: CompiledAreas, territory: string | null, ingress: string): LocationRule {
  if (rules.size === 0) return defaultRule;
  const ofTerritory =
    territory === null ? undefined : (rules.get(`${territory}|${ingress}`) ?? rules.get(`${territory}|*`));
  return ofTerritory ?? rules.get(`*|${ingress}`) ?? rules.get("*|*") ?? defaultRule;
}
