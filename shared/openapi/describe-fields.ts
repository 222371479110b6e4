import * as z from "zod";

/** The same schema with texts on its fields, for a query or a body. Throws for a text that belongs to no field. */
export function describeFields(schema: z.ZodObject, texts: Readonly<Record<string, string>>): z.ZodObject {
  const described = Object.entries(texts).map(([name, text]) => {
    const field: unknown = schema.shape[name];
    if (!(field instanceof z.ZodType)) throw new Error(`there is no field ${name} to describe`);
    return [name, field.meta({ ...field.meta(), description: text })] as const;
  });
  return schema.safeExtend(Object.fromEntries(described));
}
