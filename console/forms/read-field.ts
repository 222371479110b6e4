import type { Json, JsonSchema, Schemas } from "./json-schema.ts";

/** A member of an object: a field with its name. */
export type Member = {
  readonly name: string;
  readonly isRequired: boolean;
  /** Where the description has one. */
  readonly description: string | null;
  /** What holds if it is left out; undefined where nothing does. */
  readonly fallback: Json;
  readonly field: Field;
};

/** How a value is entered. `mayBeNull`: an empty field is null. */
export type Field =
  | { readonly shape: "text"; readonly isLong: boolean; readonly mayBeNull: boolean }
  | { readonly shape: "number" }
  | { readonly shape: "flag" }
  | { readonly shape: "choice"; readonly options: readonly string[] }
  /** Any of the options. */
  | { readonly shape: "several"; readonly options: readonly string[] }
  /** Short texts or numbers, one after the other. */
  | { readonly shape: "texts"; readonly isNumeric: boolean; readonly mayBeNull: boolean }
  /** Names with a text each. */
  | { readonly shape: "map" }
  | { readonly shape: "list"; readonly each: Field }
  | { readonly shape: "object"; readonly members: readonly Member[] }
  /** One of several objects; the member `by` says which. */
  | { readonly shape: "variants"; readonly by: string; readonly variants: Readonly<Record<string, readonly Member[]>> };

/** Longer texts get more room. */
const longFrom = 512;

/** The field for a value of this schema. What has no field of its own is a text: the app says what is wrong with it. */
export function readField(schema: JsonSchema, schemas: Schemas): Field {
  const { type, anyOf, discriminator, items, properties, additionalProperties } = resolve(schema, schemas);
  const { enum: options, maxLength } = resolve(schema, schemas);
  if (anyOf !== undefined) return readAnyOf(anyOf, schemas);
  if (discriminator !== undefined)
    return {
      shape: "variants",
      by: discriminator.propertyName,
      variants: mapValues(discriminator.mapping, ($ref) =>
        readMembers({ $ref }, schemas).filter(({ name }) => name !== discriminator.propertyName),
      ),
    };
  if (options !== undefined) return { shape: "choice", options };
  if (type === "boolean") return { shape: "flag" };
  if (type === "integer" || type === "number") return { shape: "number" };
  if (items !== undefined) return readList(items, schemas);
  if (properties !== undefined) return { shape: "object", members: readMembers(schema, schemas) };
  if (typeof additionalProperties === "object") return { shape: "map" };
  return { shape: "text", isLong: (maxLength ?? 0) >= longFrom, mayBeNull: false };
}

/** The members of an object in the order of its schema. */
export function readMembers(schema: JsonSchema, schemas: Schemas): readonly Member[] {
  const { properties = {}, required = [] } = resolve(schema, schemas);
  return Object.entries(properties).map(([name, each]) => ({
    name,
    isRequired: required.includes(name),
    description: each.description ?? null,
    fallback: each.default,
    field: readField(each, schemas),
  }));
}

function readAnyOf(anyOf: readonly JsonSchema[], schemas: Schemas): Field {
  const mayBeNull = anyOf.some(({ type }) => type === "null");
  const [other] = anyOf.filter(({ type, const: only }) => type !== "null" && only === undefined);
  const field = readField(other ?? {}, schemas);
  return field.shape === "text" || field.shape === "texts" ? { ...field, mayBeNull } : field;
}

function readList(items: JsonSchema, schemas: Schemas): Field {
  const each = readField(items, schemas);
  if (each.shape === "choice") return { shape: "several", options: each.options };
  if (each.shape === "text" || each.shape === "number")
    return { shape: "texts", isNumeric: each.shape === "number", mayBeNull: false };
  return { shape: "list", each };
}

function resolve(schema: JsonSchema, schemas: Schemas): JsonSchema {
  const name = schema.$ref?.replace("#/components/schemas/", "");
  return name === undefined ? schema : (schemas[name] ?? {});
}

const mapValues = <From, To>(
  record: Readonly<Record<string, From>>,
  convert: (value: From) => To,
): Readonly<Record<string, To>> =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [name, convert(value)]));
