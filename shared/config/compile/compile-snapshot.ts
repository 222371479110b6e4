import { pace } from "../../pace.ts";
import type { IngressProfile } from "../../recognition/ingress-profile.ts";
import { internationalPrefixes } from "../../recognition/normalise-caller.ts";
import { certainSpellings, spellings } from "../../recognition/spellings.ts";
import type { Snapshot } from "../../routing/snapshot.ts";
import { type ConfigDocument, ingressSchema } from "../document.ts";
import { compileDiverts } from "./compile-diverts.ts";
import { compilePlan, type IndexedNumbers, indexNumbers } from "./compile-plan.ts";
import { foldNames } from "./fold-names.ts";
import { noTables, type ReadTables, withTables } from "./with-tables.ts";

/** The profile for calls with no ingress or an unknown one, where the configuration has no profile `default`. */
const acceptEverything = compileIngress(ingressSchema.parse({ name: "default", spellings: [...certainSpellings] }));

/** Compiles a valid document into the form that decides calls, with the rows of its tables. Paced. */
export const compileSnapshot = async (
  document: ConfigDocument,
  tables = noTables.tables,
  locationTables = noTables.locationTables,
): Promise<Snapshot> =>
  compileAround(await indexNumbers(document.numbers), document, { ...noTables, tables, locationTables });

/** Compiles numbers that are indexed already, and everything else of a document. Paced. */
export async function compileAround(
  numbers: IndexedNumbers,
  document: Omit<ConfigDocument, "numbers">,
  read: ReadTables,
): Promise<Snapshot> {
  const ingresses = new Map(document.ingresses.map((item) => [item.name, compileIngress(item)]));
  const routeSets = new Map(document.routeSets.map((item) => [item.name, item]));
  const conversions = new Map(document.conversions.map((item) => [item.name, item]));
  const { contingencyRouteSet, conversion, appendContingency } = document.defaults;
  return {
    plan: await compilePlan(numbers, document),
    ingresses,
    defaultIngress: ingresses.get("default") ?? acceptEverything,
    everyIngress: joinIngresses([...ingresses.values(), acceptEverything]),
    tenantTerritories: await defaultTerritories(document.tenants),
    territories: new Map(document.territories.map((item) => [item.code, item])),
    conversions,
    routeSets,
    diverts: compileDiverts(document),
    ...withTables({ conversions }, document, read),
    folded: await foldNames(document, read.tables),
    contingency: contingencyRouteSet === null ? null : (routeSets.get(contingencyRouteSet) ?? null),
    appendContingency,
    defaultConversion: conversion,
  };
}

/** There may be tens of thousands of tenants. */
async function defaultTerritories(tenants: ConfigDocument["tenants"]): Promise<Snapshot["tenantTerritories"]> {
  const territories = new Map<string, string | null>();
  for (const { name, defaultTerritory } of tenants) {
    territories.set(name, defaultTerritory);
    if (pace.isDue()) await pace.rest();
  }
  return territories;
}

function compileIngress(item: ConfigDocument["ingresses"][number]): IngressProfile {
  return {
    name: item.name,
    spellings: new Set(item.spellings),
    masks: new Map(item.masks.map(({ dialled, shortCode }) => [dialled, shortCode])),
    internationalPrefixes: longestFirst(item.internationalPrefixes),
    defaultTerritory: item.defaultTerritory,
    platformRoutedTerritories: new Set(item.platformRoutedTerritories),
    trustTerritory: item.trustTerritory,
    strictSpellings: item.strictSpellings,
    redirectHeaders: item.redirectHeaders,
  };
}

/** One profile that understands whatever any of these would, and the international prefix of any country. */
const joinIngresses = (profiles: readonly IngressProfile[]): IngressProfile => ({
  ...acceptEverything,
  spellings: new Set(spellings),
  masks: new Map(profiles.flatMap(({ masks }) => [...masks])),
  internationalPrefixes: longestFirst([
    ...internationalPrefixes,
    ...profiles.flatMap((profile) => profile.internationalPrefixes),
  ]),
});

function longestFirst(prefixes: readonly string[]): readonly string[] {
  return [...new Set(prefixes)].sort((a, b) => b.length - a.length);
}
