import type * as z from "zod";

/** What the functions read queries and bodies by: their own schemas, so that the description cannot tell something else. */
export type RequestSchemas = {
  readonly itemsQuery: z.ZodObject;
  readonly versionsQuery: z.ZodObject;
  readonly changeQuery: z.ZodObject;
  readonly restoreBody: z.ZodObject;
  readonly simulationQuery: z.ZodObject;
  readonly simulationBody: z.ZodObject;
  readonly configExportQuery: z.ZodObject;
  readonly configImportQuery: z.ZodObject;
  readonly tableImportQuery: z.ZodObject;
  readonly tableRowsQuery: z.ZodObject;
  readonly eventsQuery: z.ZodObject;
  readonly eventsExportQuery: z.ZodObject;
  readonly callQuery: z.ZodObject;
  readonly verificationQuery: z.ZodObject;
};
