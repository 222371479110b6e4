import type { z } from "zod";
import { conversionSchema } from "../routing/conversion.ts";
import { routeSetSchema } from "../routing/route-set.ts";
import {
  type ConfigDocument,
  defaultsSchema,
  documentSchema,
  ingressSchema,
  lookupTableSchema,
  type NumberItem,
  numberSchema,
  tenantSchema,
  territorySchema,
} from "./document.ts";

const nameOf = (item: { readonly name: string }): string => item.name;

export type KindDefinition = {
  readonly schema: z.ZodObject;
  /** Fields that are lists or objects: JSON text in a table row. */
  readonly jsonColumns: readonly string[];
};

/** The kinds of item a document is made of. */
export const itemKinds = {
  ingress: {
    schema: ingressSchema,
    jsonColumns: ["spellings", "masks", "internationalPrefixes", "platformRoutedTerritories"],
  },
  tenant: { schema: tenantSchema, jsonColumns: [] },
  territory: { schema: territorySchema, jsonColumns: [] },
  number: { schema: numberSchema, jsonColumns: ["services"] },
  conversion: { schema: conversionSchema, jsonColumns: ["steps", "examples"] },
  "route-set": { schema: routeSetSchema, jsonColumns: ["routes", "retryOn"] },
  "lookup-table": { schema: lookupTableSchema, jsonColumns: [] },
  defaults: { schema: defaultsSchema, jsonColumns: [] },
} as const satisfies Record<string, KindDefinition>;

export type ItemKind = keyof typeof itemKinds;

/** A number is told apart by whose it is, where, and from when it holds. */
export function numberKey(item: Pick<NumberItem, "tenant" | "territory" | "shortCode" | "validFrom">): string {
  return [item.tenant, item.territory, item.shortCode, ...(item.validFrom === null ? [] : [item.validFrom])].join("|");
}

/** One item of a document, with what tells it apart from the others. */
export type StoredItem = { readonly kind: ItemKind; readonly key: string; readonly item: unknown };

/** Every item of a document, in the order that its hash and its rows have. */
export function documentItems(document: ConfigDocument): readonly StoredItem[] {
  const of = <Item>(kind: ItemKind, items: readonly Item[], key: (item: Item) => string): StoredItem[] =>
    items.map((item) => ({ kind, key: key(item), item }));
  return [
    ...of("ingress", document.ingresses, nameOf),
    ...of("tenant", document.tenants, nameOf),
    ...of("territory", document.territories, ({ code }) => code),
    ...of("number", document.numbers, numberKey),
    ...of("conversion", document.conversions, nameOf),
    ...of("route-set", document.routeSets, nameOf),
    ...of("lookup-table", document.lookupTables, nameOf),
    ...of("defaults", [document.defaults], () => "all"),
  ].sort((a, b) => compare(a.kind, b.kind) || compare(a.key, b.key));
}

/** Puts items together to a document; throws a ZodError when they do not make one. The inverse of `documentItems`. */
export function documentOf(stored: readonly StoredItem[]): ConfigDocument {
  const of = (kind: ItemKind): unknown[] => stored.filter((item) => item.kind === kind).map(({ item }) => item);
  return documentSchema.parse({
    ingresses: of("ingress"),
    tenants: of("tenant"),
    territories: of("territory"),
    numbers: of("number"),
    conversions: of("conversion"),
    routeSets: of("route-set"),
    lookupTables: of("lookup-table"),
    defaults: of("defaults")[0],
  });
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
