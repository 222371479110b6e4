import * as z from "zod";

export const dryRunParameter = z.enum(["true", "false"]).default("false");

/** How much of a change's effect the answer lists. Counts are always of all. */
export const detailParameter = z.enum(["short", "full"]).default("short");

export type Detail = z.infer<typeof detailParameter>;

/** The query of a change set and of a restore. */
export const changeQuery = z.strictObject({ dryRun: dryRunParameter, detail: detailParameter });
