import { asReceived } from "../../../routing/apply-routing.ts";
import type { ConfigDocument } from "../../document.ts";
import { type Findings, faultAt, type Subject } from "./rule.ts";

type Reference = {
  readonly list: keyof ConfigDocument;
  readonly index: number | null;
  readonly field: string;
  readonly what: "conversion" | "route set" | "tenant" | "territory";
  readonly name: string | null;
};

/** Whatever an item names is in the document. */
export function* namesExist({ document, snapshot }: Subject): Findings {
  const known = {
    conversion: (name: string) => name === asReceived || snapshot.conversions.has(name),
    "route set": (name: string) => snapshot.routeSets.has(name),
    tenant: (name: string) => name === "*" || snapshot.tenantTerritories.has(name),
    territory: (name: string) => snapshot.territories.has(name),
  };
  for (const { list, index, field, what, name } of references(document)) {
    if (name === null || known[what](name)) yield;
    else yield faultAt(list, index, [field], `there is no ${what} ${name}`);
  }
}

function* references({ numbers, territories, defaults }: ConfigDocument): Generator<Reference> {
  for (const [index, { tenant, territory, conversion, routeSet }] of numbers.entries()) {
    yield { list: "numbers", index, field: "tenant", what: "tenant", name: tenant };
    yield { list: "numbers", index, field: "territory", what: "territory", name: territory };
    yield { list: "numbers", index, field: "conversion", what: "conversion", name: conversion };
    yield { list: "numbers", index, field: "routeSet", what: "route set", name: routeSet };
  }
  for (const [index, { conversion, routeSet, contingencyRouteSet }] of territories.entries()) {
    yield { list: "territories", index, field: "conversion", what: "conversion", name: conversion };
    yield { list: "territories", index, field: "routeSet", what: "route set", name: routeSet };
    yield { list: "territories", index, field: "contingencyRouteSet", what: "route set", name: contingencyRouteSet };
  }
  const { contingencyRouteSet, conversion } = defaults;
  yield { list: "defaults", index: null, field: "conversion", what: "conversion", name: conversion };
  yield { list: "defaults", index: null, field: "contingencyRouteSet", what: "route set", name: contingencyRouteSet };
}

/** A conversion of this name would never be run: it stands for the number as it came. */
export function* noConversionIsNamedAsReceived({ document }: Subject): Findings {
  for (const [index, { name }] of document.conversions.entries()) {
    if (name !== asReceived) yield;
    else yield faultAt("conversions", index, ["name"], `${asReceived} is there in every configuration, without steps`);
  }
}
