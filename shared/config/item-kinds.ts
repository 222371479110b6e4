import type * as z from "zod";
import { territoryNamed } from "../catalogue/territory-name.ts";
import { pace } from "../pace.ts";
import { conversionSchema } from "../routing/conversion.ts";
import { routeSetSchema } from "../routing/route-set.ts";
import { sortPaced } from "../sort-paced.ts";
import { areaSchema, divertSchema, locationRuleSchema, locationTableSchema } from "./area.ts";
import { changePolicySchema } from "./change-policy.ts";
import {
  type ConfigDocument,
  defaultsSchema,
  emptyDocument,
  ingressSchema,
  legalHoldSchema,
  lookupTableSchema,
  type NumberItem,
  numberSchema,
  tenantSchema,
  territorySchema,
} from "./document.ts";
import { expectationSchema } from "./expectation.ts";

/** The lists of a document. */
export type ListName = Exclude<keyof ConfigDocument, "defaults">;

export type KindDefinition = {
  readonly schema: z.ZodObject;
  /** Where a document has the items of this kind; null for the one item that is no list. */
  readonly list: ListName | null;
  /** The fields that identify an item among those of its kind. */
  readonly keyFields: readonly string[];
  /** Fields that are lists or objects: JSON text in a table row. */
  readonly jsonColumns: readonly string[];
  /** Fields that versions stored by older releases do not have, with their defaults: `storedForm`. */
  readonly laterFields?: Readonly<Record<string, unknown>>;
  /** Fields that the service fills in, each with the field that it depends on. */
  readonly derivedFields?: Readonly<Record<string, string>>;
};

const byName = ["name"];

/** The kinds of item a document is made of. */
export const itemKinds = {
  ingress: {
    schema: ingressSchema,
    list: "ingresses",
    keyFields: byName,
    jsonColumns: ["spellings", "masks", "internationalPrefixes", "platformRoutedTerritories"],
    laterFields: { strictSpellings: false, redirectHeaders: false },
  },
  tenant: { schema: tenantSchema, list: "tenants", keyFields: byName, jsonColumns: [] },
  territory: {
    schema: territorySchema,
    list: "territories",
    keyFields: ["code"],
    jsonColumns: ["universalNumbers"],
    laterFields: { contingencyRouteSet: null, universalNumbers: null },
  },
  number: {
    schema: numberSchema,
    list: "numbers",
    keyFields: ["tenant", "territory", "shortCode", "validFrom"],
    jsonColumns: ["services"],
  },
  conversion: { schema: conversionSchema, list: "conversions", keyFields: byName, jsonColumns: ["steps", "examples"] },
  "route-set": { schema: routeSetSchema, list: "routeSets", keyFields: byName, jsonColumns: ["routes", "retryOn"] },
  "lookup-table": {
    schema: lookupTableSchema,
    list: "lookupTables",
    keyFields: byName,
    jsonColumns: [],
    derivedFields: { hash: "version" },
  },
  "legal-hold": { schema: legalHoldSchema, list: "legalHolds", keyFields: byName, jsonColumns: [] },
  expectation: { schema: expectationSchema, list: "expectations", keyFields: byName, jsonColumns: ["call", "expect"] },
  "change-policy": { schema: changePolicySchema, list: "changePolicies", keyFields: [], jsonColumns: ["approvals"] },
  area: { schema: areaSchema, list: "areas", keyFields: byName, jsonColumns: ["examples"] },
  "location-table": {
    schema: locationTableSchema,
    list: "locationTables",
    keyFields: byName,
    jsonColumns: [],
    derivedFields: { hash: "version" },
  },
  "location-rule": {
    schema: locationRuleSchema,
    list: "locationRules",
    keyFields: ["territory", "ingress"],
    jsonColumns: ["order", "methods"],
  },
  divert: { schema: divertSchema, list: "diverts", keyFields: byName, jsonColumns: ["from"] },
  defaults: {
    schema: defaultsSchema,
    list: null,
    keyFields: [],
    jsonColumns: ["universalNumbers"],
    laterFields: { universalNumbers: [], appendContingency: true },
  },
} as const satisfies Record<string, KindDefinition>;

export type ItemKind = keyof typeof itemKinds;

export const kinds = Object.keys(itemKinds) as readonly ItemKind[];

/** An item of any kind. */
export type Item = Readonly<Record<string, unknown>>;

/** One item of a document, with its key among those of its kind. */
export type StoredItem = { readonly kind: ItemKind; readonly key: string; readonly item: Item };

/** The key of an item: its key fields, those that are null left out. Holds no `/ \ # ?`, so that it can stand in a row key. */
export function itemKey(kind: ItemKind, item: Item): string {
  const { keyFields }: KindDefinition = itemKinds[kind];
  if (keyFields.length === 0) return "all";
  return keyFields.flatMap((field) => item[field] ?? []).join("|");
}

const territoryFields: ReadonlySet<string | undefined> = new Set(["territory", "code"]);

/** A key as a query writes it: a territory in it may have another name, such as `*|uk|999`. */
export function readKey(kind: ItemKind, text: string): string {
  const { keyFields }: KindDefinition = itemKinds[kind];
  const parts = text
    .split("|")
    .map((part, place) => (territoryFields.has(keyFields[place]) ? territoryNamed(part) : part));
  return parts.join("|");
}

/** The key of a number: its tenant, territory, short code and first instant. */
export const numberKey = (number: Pick<NumberItem, "tenant" | "territory" | "shortCode" | "validFrom">): string =>
  itemKey("number", number);

/** The items of one kind that a document has. */
export function itemsOf(document: ConfigDocument, kind: ItemKind): readonly Item[] {
  const { list } = itemKinds[kind];
  return list === null ? [document.defaults] : document[list];
}

/** Every item of a document, in the order of its hash and its rows. Paced. */
export async function documentItems(document: ConfigDocument): Promise<readonly StoredItem[]> {
  const ofKinds: (readonly StoredItem[])[] = [];
  for (const kind of [...kinds].sort()) ofKinds.push(await itemsInOrder(document, kind));
  return ofKinds.flat();
}

/** The items of one kind in the order of their keys. Paced. */
export async function itemsInOrder(document: ConfigDocument, kind: ItemKind): Promise<readonly StoredItem[]> {
  const items: StoredItem[] = [];
  for (const item of itemsOf(document, kind)) {
    items.push({ kind, key: itemKey(kind, item), item });
    if (pace.isDue()) await pace.rest();
  }
  return sortPaced(items, ({ key }) => key);
}

/** The document with these items, each parsed by its kind's schema. The inverse of `documentItems`. */
export function documentOf(stored: readonly StoredItem[]): ConfigDocument {
  const parts: Record<string, unknown> = { ...emptyDocument };
  const lists = new Map<ItemKind, Item[]>();
  for (const { kind, item } of stored) {
    const { list } = itemKinds[kind];
    const items = lists.get(kind) ?? [];
    if (items.length === 0) parts[list ?? "defaults"] = list === null ? item : items;
    items.push(item);
    lists.set(kind, items);
  }
  // A second parse would hold the thread for as long as the first one of all items.
  return parts as ConfigDocument;
}
