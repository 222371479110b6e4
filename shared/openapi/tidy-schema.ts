import type { ZodOpenApiOverrideContext } from "zod-openapi";

const { MAX_SAFE_INTEGER, MIN_SAFE_INTEGER } = Number;

/** Makes a generated schema say no more than a reader needs, and answers open. */
export function tidySchema({ jsonSchema, io }: Pick<ZodOpenApiOverrideContext, "jsonSchema" | "io">): void {
  // What is answered today; a member more tomorrow must not break a client.
  if (io === "output" && jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
  // Every date that there is, once more as a pattern. What the format leaves open is how precise an instant is.
  if (jsonSchema.format === "date") delete jsonSchema.pattern;
  if (jsonSchema.format === "date-time") {
    if (jsonSchema.pattern?.includes("\\.\\d{3}(?:Z)")) jsonSchema.pattern = "\\.[0-9]{3}Z$";
    else delete jsonSchema.pattern;
  }
  if (jsonSchema.maximum === MAX_SAFE_INTEGER) delete jsonSchema.maximum;
  if (jsonSchema.minimum === MIN_SAFE_INTEGER) delete jsonSchema.minimum;
  if (JSON.stringify(jsonSchema.propertyNames) === '{"type":"string"}') delete jsonSchema.propertyNames;
}
