import type { CompiledAreas, LocationRule, LocationTable } from "../../location/areas.ts";
import type { ConfigDocument } from "../document.ts";

/** What a document says of areas. */
export type Places = Pick<ConfigDocument, "areas" | "locationTables" | "locationRules">;

type Usable = {
  readonly locationTables: ReadonlyMap<string, LocationTable>;
  readonly damaged: ReadonlyMap<string, unknown>;
};

/** What a document says of areas, with the tables that can be used; null where it says nothing. */
export function compileAreas(
  { areas, locationTables: listed, locationRules }: Places,
  { locationTables, damaged }: Usable,
): CompiledAreas | null {
  if (areas.length === 0 && locationRules.length === 0) return null;
  const tables = listed.flatMap(({ name }) => locationTables.get(name) ?? []);
  const ruled = locationRules.map(({ territory }) => territory);
  return {
    byName: new Map(areas.map(({ examples: _, ...area }) => [area.name, area])),
    territories: new Set([...areas.map(({ territory }) => territory), ...ruled]),
    hasRuleForAll: ruled.includes("*"),
    tables: tablesBySource(tables),
    rules: new Map(locationRules.map((rule) => [`${rule.territory}|${rule.ingress}`, compileRule(rule)])),
    isDamaged: listed.some(({ name }) => damaged.has(name)),
  };
}

const tablesBySource = (tables: readonly LocationTable[]): CompiledAreas["tables"] => ({
  boundary: tables.flatMap((table) => (table.keys === "boundary" ? [table.boundary] : [])),
  civic: tables.flatMap((table) => (table.keys === "civic" ? [table.civic] : [])),
  locationKey: tables.flatMap((table) => (table.keys === "locationKey" ? [table.rows] : [])),
  callingParty: tables.flatMap((table) => (table.keys === "callingParty" ? [table.rows] : [])),
  callingPartyPrefix: tables.flatMap((table) => (table.keys === "callingPartyPrefix" ? [table.rows] : [])),
});

const compileRule = ({
  order,
  methods,
  screenRouteSet,
  maxAgeS,
}: ConfigDocument["locationRules"][number]): LocationRule => ({
  order,
  methods: methods === null ? null : new Set(methods.map((method) => method.toLowerCase())),
  screenRouteSet,
  maxAgeS,
  isConfigured: true,
});
