import * as z from "zod";
import { catalogueClasses, services, tiers } from "../catalogue/catalogue-entry.ts";
import type { KnownNumber } from "../catalogue/known-numbers.ts";

const sourceSchema = z.object({
  name: z.string().describe("Who says it, and where."),
  date: z.string().nullable().describe("As exact as it is known: `2009`, `2023-12`, `2024-05-29`; null for none."),
  url: z.string().exactOptional(),
});

/** One number with all that is known of it. */
export const entrySchema = z.object({
  territory: z.string(),
  callingCode: z.string().describe("Without `+`."),
  shortCode: z.string(),
  dialString: z.string().describe("The number as Zoom Phone dials it, such as `+353999`."),
  class: z.enum(catalogueClasses),
  tier: z
    .enum(tiers)
    .describe(
      "`primary` numbers are taken for what they are unless you say otherwise; `extended` ones only if you list them.",
    ),
  services: z.array(z.enum(services)).describe("Empty where no source says which: help in general."),
  supersededOn: z.string().nullable().describe("The day on which another number took its place; null for one in use."),
  byNumberOnly: z.boolean().describe("Whether a service that is asked for by its name goes to another number."),
  sources: z.array(sourceSchema),
}) satisfies z.ZodType<KnownNumber>;

/** What the catalogue knows. */
export const catalogueAnswerSchema = z.object({
  entries: z.array(entrySchema).describe("By territory, then class, tier and short code."),
});
