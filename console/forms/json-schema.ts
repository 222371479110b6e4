/** JSON, as it is read and sent. Undefined is a member that is left out. */
export type Json = string | number | boolean | null | undefined | readonly Json[] | { readonly [name: string]: Json };

/** JSON Schema 2020-12, as far as the description of the API uses it for items. */
export type JsonSchema = {
  readonly $ref?: string;
  readonly type?: string;
  readonly const?: string;
  readonly enum?: readonly string[];
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly discriminator?: { readonly propertyName: string; readonly mapping: Readonly<Record<string, string>> };
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | JsonSchema;
  readonly items?: JsonSchema;
  readonly maxLength?: number;
  readonly format?: string;
  readonly default?: Json;
  readonly description?: string;
};

/** The schemas of a description by their names. */
export type Schemas = Readonly<Record<string, JsonSchema>>;

export const isObject = (value: Json): value is { readonly [name: string]: Json } =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export const isList = (value: Json): value is readonly Json[] => Array.isArray(value);

export const textOf = (value: Json): string =>
  typeof value === "string" || typeof value === "number" ? String(value) : "";
