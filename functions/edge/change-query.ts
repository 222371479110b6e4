import * as z from "zod";
import type { Consent } from "../../shared/config/change/configuration-change.ts";

export const dryRunParameter = z.enum(["true", "false"]).default("false");

/** How much of a change's effect the answer lists. Counts are always of all. */
export const detailParameter = z.enum(["short", "full"]).default("short");

export type Detail = z.infer<typeof detailParameter>;

/** The query of a change set and of a restore. */
export const changeQuery = z.strictObject({ dryRun: dryRunParameter, detail: detailParameter });

/** A direct change needs nobody's consent but that of the policy; one for an incident goes through all the same. */
export const consentOf = (incident: string | null): Consent =>
  incident === null ? { kind: "direct" } : { kind: "break-glass", incident };
