import * as z from "zod";
import { callingCodeByTerritory } from "../../catalogue/calling-codes.ts";
import { catalogue } from "../../catalogue/catalogue.ts";
import { type Tier, tiers } from "../../catalogue/catalogue-entry.ts";
import { knownTerritorySchema } from "../../catalogue/known-territory.ts";
import { asReceived } from "../../routing/conversion.ts";
import { nameSchema } from "../../routing/names.ts";
import type { ConfigDocument } from "../document.ts";

/** Territories to be added, and where their emergency calls are to go. */
export type TerritoriesWanted = {
  readonly territories: readonly string[];
  readonly routeSet: string;
  /** Null for the default conversion. */
  readonly conversion: string | null;
  readonly tiers: readonly Tier[];
};

const territoriesInCatalogue = new Set(
  catalogue.flatMap(({ territory, class: callClass }) => (callClass === "emergency" ? [territory] : [])),
);

const draftedTerritory = knownTerritorySchema.refine(
  (code) => !callingCodeByTerritory.has(code) || territoriesInCatalogue.has(code),
  { error: ({ input }) => `the catalogue has no emergency number of ${String(input)}: put its numbers yourself` },
);

/** What a draft of territories is asked for with. */
export const territoriesWantedSchema = z.strictObject({
  territories: z.array(draftedTerritory).min(1).max(callingCodeByTerritory.size),
  routeSet: nameSchema,
  conversion: nameSchema.nullable().default(null),
  tiers: z.array(z.enum(tiers)).min(1).max(tiers.length).default(["primary"]),
});

/** The same, with the names checked against the configuration that the draft is made for: so all faults come at once. */
export function territoriesWantedIn({ routeSets, conversions }: ConfigDocument) {
  const hasRouteSet = isNamed(routeSets);
  const hasConversion = isNamed(conversions);
  return territoriesWantedSchema.extend({
    routeSet: nameSchema.refine(hasRouteSet, { error: ({ input }) => `there is no route set ${String(input)}` }),
    conversion: nameSchema
      .refine((name) => name === asReceived || hasConversion(name), {
        error: ({ input }) => `there is no conversion ${String(input)}`,
      })
      .nullable()
      .default(null),
  });
}

const isNamed = (items: readonly { readonly name: string }[]): ((name: string) => boolean) => {
  const names = new Set(items.map(({ name }) => name));
  return (name) => names.has(name);
};
