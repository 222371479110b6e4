import * as z from "zod";

/** The schemas by which the functions read queries and bodies: the description is made from them, so it cannot differ. */
export type RequestSchemas = {
  readonly catalogueQuery: z.ZodObject;
  readonly coverageQuery: z.ZodObject;
  readonly draftBody: z.ZodObject;
  readonly expectationsDraftBody: z.ZodObject;
  readonly itemsQuery: z.ZodObject;
  readonly versionsQuery: z.ZodObject;
  readonly changeQuery: z.ZodObject;
  readonly restoreBody: z.ZodObject;
  readonly proposalsQuery: z.ZodObject;
  readonly remarkBody: z.ZodObject;
  readonly simulationQuery: z.ZodObject;
  readonly simulationBody: z.ZodObject;
  readonly configExportQuery: z.ZodObject;
  readonly configImportQuery: z.ZodObject;
  readonly tableImportQuery: z.ZodObject;
  readonly locationImportQuery: z.ZodObject;
  readonly tableRowsQuery: z.ZodObject;
  readonly listQuery: z.ZodObject;
  readonly watchQuery: z.ZodObject;
  readonly watchReportQuery: z.ZodObject;
  readonly eventsQuery: z.ZodObject;
  readonly eventsExportQuery: z.ZodObject;
  readonly callQuery: z.ZodObject;
  readonly verificationQuery: z.ZodObject;
};

/** The schema of a query or a body, with texts on its fields. Throws for a text of an unknown field. */
export function describeFields(schema: z.ZodObject, texts: Readonly<Record<string, string>>): z.ZodObject {
  const described = Object.entries(texts).map(([name, text]) => {
    const field: unknown = schema.shape[name];
    if (!(field instanceof z.ZodType)) throw new Error(`there is no field ${name} to describe`);
    return [name, field.meta({ ...field.meta(), description: text })] as const;
  });
  return schema.safeExtend(Object.fromEntries(described));
}
