import type * as z from "zod";
import { inOneGo, type Steps, sortInSteps } from "../in-slices.ts";
import { conversionSchema } from "../routing/conversion.ts";
import { routeSetSchema } from "../routing/route-set.ts";
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

/** The lists of a document. */
export type ListName = Exclude<keyof ConfigDocument, "defaults">;

export type KindDefinition = {
  readonly schema: z.ZodObject;
  /** Where a document has the items of this kind; null for the one item that is no list. */
  readonly list: ListName | null;
  /** The fields that tell an item from all others of its kind. */
  readonly keyFields: readonly string[];
  /** Fields that are lists or objects: JSON text in a table row. */
  readonly jsonColumns: readonly string[];
  /** Fields that came when versions were stored already, with their defaults: `storedForm`. */
  readonly laterFields?: Readonly<Record<string, unknown>>;
  /** Fields that the service fills in, each with the one that it follows from. */
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
  },
  tenant: { schema: tenantSchema, list: "tenants", keyFields: byName, jsonColumns: [] },
  territory: {
    schema: territorySchema,
    list: "territories",
    keyFields: ["code"],
    jsonColumns: [],
    laterFields: { contingencyRouteSet: null },
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
  defaults: { schema: defaultsSchema, list: null, keyFields: [], jsonColumns: [] },
} as const satisfies Record<string, KindDefinition>;

export type ItemKind = keyof typeof itemKinds;

export const kinds = Object.keys(itemKinds) as readonly ItemKind[];

/** An item of any kind. */
export type Item = Readonly<Record<string, unknown>>;

/** One item of a document, with what tells it apart from the others of its kind. */
export type StoredItem = { readonly kind: ItemKind; readonly key: string; readonly item: Item };

/** The key of an item: its key fields, those that are null left out. Holds no `/ \ # ?`, so that it can stand in a row key. */
export function itemKey(kind: ItemKind, item: Item): string {
  const { keyFields, list }: KindDefinition = itemKinds[kind];
  if (list === null) return "all";
  return keyFields.flatMap((field) => item[field] ?? []).join("|");
}

/** A number is told apart by whose it is, where, and from when it holds. */
export const numberKey = (number: Pick<NumberItem, "tenant" | "territory" | "shortCode" | "validFrom">): string =>
  itemKey("number", number);

/** The items of one kind that a document has. */
export function itemsOf(document: ConfigDocument, kind: ItemKind): readonly Item[] {
  const { list } = itemKinds[kind];
  return list === null ? [document.defaults] : document[list];
}

/** Every item of a document, in the order that its hash and its rows have. */
export const documentItems = (document: ConfigDocument): readonly StoredItem[] => inOneGo(itemsInSteps(document));

/** The same in steps. */
export function* itemsInSteps(document: ConfigDocument): Steps<readonly StoredItem[]> {
  const items: StoredItem[] = [];
  for (const kind of [...kinds].sort()) {
    for (const item of yield* itemsInOrder(document, kind)) items.push(item);
    yield;
  }
  return items;
}

/** The items of one kind by their keys. */
export function* itemsInOrder(document: ConfigDocument, kind: ItemKind): Steps<readonly StoredItem[]> {
  const items: StoredItem[] = [];
  for (const item of itemsOf(document, kind)) {
    items.push({ kind, key: itemKey(kind, item), item });
    yield;
  }
  return yield* sortInSteps(items, ({ key }) => key);
}

/** Puts items, each parsed by its kind's schema, together to a document. The inverse of `documentItems`. */
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
  // To parse it once more would take as long as all its items took, in one go.
  return parts as ConfigDocument;
}
