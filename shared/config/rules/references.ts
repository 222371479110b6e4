import { pace } from "../../pace.ts";
import { tableUses } from "../compile/table-use.ts";
import type { ConfigDocument, NumberItem } from "../document.ts";
import type { ItemKind } from "../item-kinds.ts";

/** An item that names another: where the name is, and the item that has it, in words. */
export type Reference = {
  readonly list: keyof ConfigDocument;
  readonly index: number | null;
  readonly field: readonly PropertyKey[];
  readonly kind: Extract<ItemKind, "conversion" | "route-set" | "tenant" | "territory" | "lookup-table">;
  readonly name: string;
  readonly user: string;
};

/** Calls `visit` with every name of another item in a document, in the order of its lists. Paced. */
export async function eachReference(document: ConfigDocument, visit: (reference: Reference) => void): Promise<void> {
  const { numbers, territories, defaults, conversions } = document;
  for (const [index, number] of numbers.entries()) {
    ofNumber(number, index).forEach(visit);
    if (pace.isDue()) await pace.rest();
  }
  territories.flatMap(ofTerritory).forEach(visit);
  ofDefaults(defaults).forEach(visit);
  conversions.flatMap(ofConversion).forEach(visit);
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

const named = (reference: Omit<Reference, "name">, name: string | null): readonly Reference[] =>
  name === null ? [] : [{ ...reference, name }];
