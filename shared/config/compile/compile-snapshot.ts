import { inOneGo, type Steps } from "../../in-slices.ts";
import type { IngressProfile } from "../../recognition/ingress-profile.ts";
import { spellings } from "../../recognition/spellings.ts";
import type { LookupTable } from "../../routing/convert.ts";
import type { Snapshot } from "../../routing/snapshot.ts";
import { type ConfigDocument, ingressSchema } from "../document.ts";
import { type CompiledNumbers, compileNumbers } from "./compile-numbers.ts";
import { compilePlan } from "./compile-plan.ts";
import { foldNames } from "./fold-names.ts";
import { noTables, type ReadTables, withTables } from "./with-tables.ts";

/** What a call gets that names no ingress, or an unknown one, where the configuration has no profile `default`. */
const acceptEverything = compileIngress(ingressSchema.parse({ name: "default", spellings: [...spellings] }));

/** Compiles a valid document into the form that calls are decided by. Pure. */
export const compileSnapshot = (
  document: ConfigDocument,
  tables: ReadonlyMap<string, LookupTable> = noTables.tables,
): Snapshot => inOneGo(compileInSteps(document, { ...noTables, tables }));

/** The same in steps: beside calls, a large document is compiled in slices. */
export function* compileInSteps(document: ConfigDocument, read: ReadTables): Steps<Snapshot> {
  return yield* compileAround(yield* compileNumbers(document.numbers), document, read);
}

/** A snapshot of numbers that are compiled already, and of all else that a document holds. */
export function* compileAround(
  numbers: CompiledNumbers,
  document: Omit<ConfigDocument, "numbers">,
  read: ReadTables,
): Steps<Snapshot> {
  const ingresses = new Map(document.ingresses.map((item) => [item.name, compileIngress(item)]));
  const routeSets = new Map(document.routeSets.map((item) => [item.name, item]));
  const conversions = new Map(document.conversions.map((item) => [item.name, item]));
  const { contingencyRouteSet, conversion } = document.defaults;
  return {
    plan: yield* compilePlan(numbers, document),
    ingresses,
    defaultIngress: ingresses.get("default") ?? acceptEverything,
    tenantTerritories: yield* defaultTerritories(document.tenants),
    territories: new Map(document.territories.map((item) => [item.code, item])),
    conversions,
    routeSets,
    ...withTables({ conversions }, read),
    folded: yield* foldNames(document, read.tables),
    contingency: contingencyRouteSet === null ? null : (routeSets.get(contingencyRouteSet) ?? null),
    defaultConversion: conversion,
  };
}

/** There may be tens of thousands of customers. */
function* defaultTerritories(tenants: ConfigDocument["tenants"]): Steps<Snapshot["tenantTerritories"]> {
  const territories = new Map<string, string | null>();
  for (const { name, defaultTerritory } of tenants) {
    territories.set(name, defaultTerritory);
    yield;
  }
  return territories;
}

function compileIngress(item: ConfigDocument["ingresses"][number]): IngressProfile {
  return {
    name: item.name,
    spellings: new Set(item.spellings),
    masks: new Map(item.masks.map(({ dialled, shortCode }) => [dialled, shortCode])),
    internationalPrefixes: [...item.internationalPrefixes].sort((a, b) => b.length - a.length),
    defaultTerritory: item.defaultTerritory,
    platformRoutedTerritories: new Set(item.platformRoutedTerritories),
    trustTerritory: item.trustTerritory,
  };
}
