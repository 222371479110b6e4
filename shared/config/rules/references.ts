import { pace } from "../../pace.ts";
import { tableUses } from "../compile/table-use.ts";
import type { ConfigDocument, NumberItem } from "../document.ts";
import type { ItemKind } from "../item-kinds.ts";

/** An item that names another: where the name is, and the item that has it, in words. */
export type Reference = {
  readonly list: keyof ConfigDocument;
  readonly index: number | null;
  readonly field: readonly PropertyKey[];
  readonly kind: Extract<
    ItemKind,
    "conversion" | "route-set" | "tenant" | "territory" | "lookup-table" | "area" | "ingress"
  >;
  readonly name: string;
  readonly user: string;
};

/** Calls `visit` with every name of another item in a document, in the order of its lists. Paced. */
export async function eachReference(document: ConfigDocument, visit: (reference: Reference) => void): Promise<void> {
  const { numbers, territories, defaults, conversions, areas, locationRules, diverts } = document;
  for (const [index, number] of numbers.entries()) {
    ofNumber(number, index).forEach(visit);
    if (pace.isDue()) await pace.rest();
  }
  territories.flatMap(ofTerritory).forEach(visit);
  ofDefaults(defaults).forEach(visit);
  conversions.flatMap(ofConversion).forEach(visit);
  for (const [index, area] of areas.entries()) {
    ofArea(area, index).forEach(visit);
    if (pace.isDue()) await pace.rest();
  }
  locationRules.flatMap(ofLocationRule).forEach(visit);
  diverts.flatMap(ofDivert).forEach(visit);
}

function ofNumber(number: NumberItem, index: number): readonly Reference[] {
  const { tenant, territory, shortCode, conversion, routeSet } = number;
  const at = { list: "numbers", index } as const;
  const owner = tenant === "*" ? "" : `${tenant} `;
  const user = `${owner}${territory} ${shortCode}`;
  return [
    { ...at, field: ["tenant"], kind: "tenant", user: `${territory} ${shortCode}`, name: tenant },
    { ...at, field: ["territory"], kind: "territory", user: `${owner}${shortCode}`, name: territory },
    ...named({ ...at, field: ["conversion"], kind: "conversion", user }, conversion),
    ...named({ ...at, field: ["routeSet"], kind: "route-set", user }, routeSet),
  ];
}

function ofTerritory(territory: ConfigDocument["territories"][number], index: number): readonly Reference[] {
  const { code: user, conversion, routeSet, contingencyRouteSet } = territory;
  const at = { list: "territories", index, user } as const;
  return [
    ...named({ ...at, field: ["conversion"], kind: "conversion" }, conversion),
    ...named({ ...at, field: ["routeSet"], kind: "route-set" }, routeSet),
    ...named({ ...at, field: ["contingencyRouteSet"], kind: "route-set" }, contingencyRouteSet),
  ];
}

function ofDefaults({ conversion, contingencyRouteSet }: ConfigDocument["defaults"]): readonly Reference[] {
  const at = { list: "defaults", index: null } as const;
  const user = "contingencyRouteSet";
  return [
    { ...at, field: ["conversion"], kind: "conversion", user: "conversion", name: conversion },
    ...named({ ...at, field: [user], kind: "route-set", user }, contingencyRouteSet),
  ];
}

const ofConversion = (conversion: ConfigDocument["conversions"][number], index: number): readonly Reference[] =>
  tableUses(conversion).map(({ step, table }) => ({
    list: "conversions",
    index,
    field: ["steps", step, "table"],
    kind: "lookup-table",
    user: conversion.name,
    name: table,
  }));

function ofArea(area: ConfigDocument["areas"][number], index: number): readonly Reference[] {
  const { name: user, territory, routeSet, conversion } = area;
  const at = { list: "areas", index, user } as const;
  return [
    { ...at, field: ["territory"], kind: "territory", name: territory },
    ...named({ ...at, field: ["routeSet"], kind: "route-set" }, routeSet),
    ...named({ ...at, field: ["conversion"], kind: "conversion" }, conversion),
  ];
}

function ofLocationRule(rule: ConfigDocument["locationRules"][number], index: number): readonly Reference[] {
  const { territory, ingress, screenRouteSet } = rule;
  const at = { list: "locationRules", index, user: `${territory}|${ingress}` } as const;
  return [
    ...named({ ...at, field: ["territory"], kind: "territory" }, territory === "*" ? null : territory),
    ...named({ ...at, field: ["ingress"], kind: "ingress" }, ingress === "*" ? null : ingress),
    ...named({ ...at, field: ["screenRouteSet"], kind: "route-set" }, screenRouteSet),
  ];
}

function ofDivert({ name: user, from, to }: ConfigDocument["diverts"][number], index: number): readonly Reference[] {
  const at = { list: "diverts", index, user } as const;
  return [
    ...named({ ...at, field: ["from", "routeSet"], kind: "route-set" }, from.routeSet ?? null),
    ...named({ ...at, field: ["from", "area"], kind: "area" }, from.area ?? null),
    { ...at, field: ["to"], kind: "route-set", name: to },
  ];
}

const named = (reference: Omit<Reference, "name">, name: string | null): readonly Reference[] =>
  name === null ? [] : [{ ...reference, name }];
