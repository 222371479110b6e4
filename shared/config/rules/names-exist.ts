import { asReceived } from "../../routing/conversion.ts";
import type { ConfigDocument } from "../document.ts";
import type { DocumentFault } from "../document-fault.ts";
import { eachReference, type Reference } from "./references.ts";
import { faultAt, type Rule, type Subject } from "./rule.ts";

/** A name that no item has, with all items that use it: one cause, so one fault. */
type Missing = { readonly first: Reference; readonly users: Map<Reference["list"], Set<string>> };

/** Whatever an item names is in the document. */
export const namesExist: Rule = async ({ document, snapshot, itemBefore }) => {
  const tables = new Set(document.lookupTables.map(({ name }) => name));
  const areas = new Set(document.areas.map(({ name }) => name));
  const known: Readonly<Record<Reference["kind"], (name: string) => boolean>> = {
    conversion: (name) => name === asReceived || snapshot.conversions.has(name),
    "route-set": (name) => snapshot.routeSets.has(name),
    tenant: (name) => name === "*" || snapshot.tenantTerritories.has(name),
    territory: (name) => snapshot.territories.has(name),
    "lookup-table": (name) => tables.has(name),
    area: (name) => areas.has(name),
    // A rule may name the profile of calls that name no ingress.
    ingress: (name) => name === "default" || snapshot.ingresses.has(name),
  };
  const missing = new Map<string, Missing>();
  await eachReference(document, (reference) => {
    if (!known[reference.kind](reference.name)) collect(reference, missing);
  });
  return [...missing.values()].map((found) => describeMissing(found, itemBefore));
};

function collect(reference: Reference, missing: Map<string, Missing>): void {
  const { kind, name, list, user } = reference;
  const id = `${kind} ${name}`;
  const found = missing.get(id) ?? { first: reference, users: new Map() };
  const users = found.users.get(list) ?? new Set();
  missing.set(id, found);
  found.users.set(list, users.add(user));
}

/** An item of the version before was removed: the fault is its removal, wherever it is still named. */
function describeMissing({ first, users }: Missing, itemBefore: Subject["itemBefore"]): DocumentFault {
  const { kind, name, list, index, field } = first;
  const what = words[kind];
  const usedBy = [...users].map(([by, labels]) => listUsers(by, [...labels])).join(" and ");
  const removed = itemBefore(kind, name);
  if (removed === null) {
    const isOne = users.size === 1 && users.get(list)?.size === 1;
    return faultAt(list, index, field, `there is no ${what} ${name}${isOne ? "" : `, which is named by ${usedBy}`}`);
  }
  const hasNumbers = kind === "territory" || kind === "tenant";
  const message = hasNumbers ? `${name} still has ${usedBy}` : `the ${what} ${name} is still named by ${usedBy}`;
  return { list: lists[kind], index: null, field: [], message, removed };
}

const words = {
  conversion: "conversion",
  "route-set": "route set",
  tenant: "tenant",
  territory: "territory",
  "lookup-table": "lookup table",
  area: "area",
  ingress: "ingress",
} as const satisfies Record<Reference["kind"], string>;

const lists = {
  conversion: "conversions",
  "route-set": "routeSets",
  tenant: "tenants",
  territory: "territories",
  "lookup-table": "lookupTables",
  area: "areas",
  ingress: "ingresses",
} as const satisfies Record<Reference["kind"], keyof ConfigDocument>;

const namedAtMost = 20;

function listUsers(list: keyof ConfigDocument, labels: readonly string[]): string {
  const rest = labels.length - namedAtMost;
  const named = labels.slice(0, namedAtMost).join(", ") + (rest > 0 ? ` and ${rest} more` : "");
  if (list === "defaults") return labels.map((label) => `defaults.${label}`).join(" and ");
  const [one, many] = called[list] ?? [list, list];
  return `the ${labels.length === 1 ? one : many} ${named}`;
}

const called: Readonly<Record<string, readonly [string, string]>> = {
  numbers: ["number", "numbers"],
  territories: ["territory", "territories"],
  conversions: ["conversion", "conversions"],
  areas: ["area", "areas"],
  locationRules: ["location rule", "location rules"],
  diverts: ["divert", "diverts"],
};
