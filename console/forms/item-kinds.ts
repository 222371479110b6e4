import { isObject, type Json, type JsonSchema, type Schemas, textOf } from "./json-schema.ts";
import { type Member, readMembers } from "./read-field.ts";

/** A kind of item that a change set can put. */
export type ItemKind = {
  /** As change sets write it: `route-set`. */
  readonly kind: string;
  readonly description: string;
  readonly members: readonly Member[];
  /** What tells one item from another, in order; none where there is one item only. */
  readonly keyFields: readonly string[];
  readonly canBeDeleted: boolean;
};

/** All kinds that the description of the API knows, so that the form needs no change for a new one. */
export function itemKindsOf(schemas: Schemas): readonly ItemKind[] {
  return Object.entries(schemas).flatMap(([name, schema]) => {
    const kind = schema.properties?.kind?.const;
    const item = schema.properties?.item?.$ref?.replace("#/components/schemas/", "");
    if (!name.startsWith("Put") || kind === undefined || item === undefined) return [];
    const deletion = schemas[name.replace(/^Put/, "Delete")];
    return [
      {
        kind,
        description: schemas[item]?.description ?? "",
        members: membersOf(item, schemas),
        keyFields: Object.keys(deletion?.properties?.key?.properties ?? {}),
        canBeDeleted: deletion !== undefined,
      },
    ];
  });
}

/** What may be left out stands in the schema of a request; what a member is, where that does not say so, in that of an answer. */
function membersOf(item: string, schemas: Schemas): readonly Member[] {
  const inFull = schemas[`${item}InFull`]?.properties ?? {};
  const asked: JsonSchema = schemas[item] ?? {};
  const properties = Object.entries(asked.properties ?? {}).map(([name, each]) => [
    name,
    "type" in each || "anyOf" in each || "$ref" in each ? each : (inFull[name] ?? each),
  ]);
  return readMembers({ ...asked, properties: Object.fromEntries(properties) }, schemas);
}

/** An item's key as the API writes it: `*|GB|999`. A member that is null or left out at its end is not written. */
export const keyTextOf = ({ keyFields }: ItemKind, item: Json): string =>
  keyFields
    .map((name) => (isObject(item) ? textOf(item[name]) : ""))
    .join("|")
    .replace(/\|+$/, "");

/** The key of an item as a deletion names it. */
export const keyOf = ({ keyFields }: ItemKind, item: Json): Json =>
  Object.fromEntries(
    keyFields.flatMap((name) => (isObject(item) && item[name] !== undefined ? [[name, item[name]]] : [])),
  );

/** A new item, with what holds unless one says otherwise. */
export const newItemOf = ({ members }: ItemKind): Json =>
  Object.fromEntries(members.flatMap(({ name, fallback }) => (fallback === undefined ? [] : [[name, fallback]])));
