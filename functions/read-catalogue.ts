import * as z from "zod";
import { tiers } from "../shared/catalogue/catalogue-entry.ts";
import { type KnownNumber, knownNumbers } from "../shared/catalogue/known-numbers.ts";
import { territoryListSchema } from "../shared/catalogue/known-territory.ts";
import { taggedJson } from "./edge/tagged-json.ts";
import { type QueryHandler, withQuery } from "./edge/with-query.ts";

export const catalogueQuery = z.strictObject({
  territory: territoryListSchema.optional(),
  tier: z.enum(tiers).optional(),
});

/**
 * GET /api/v1/catalogue?territory=IE,BR&tier=: what the built-in catalogue knows of these territories, or of all, with its
 * sources. The same build always answers the same.
 */
export const readCatalogue: QueryHandler = withQuery(
  catalogueQuery,
  async (request, _caller, { territory = null, tier }) => {
    const numbers = knownNumbers({ territories: territory, ...(tier === undefined ? {} : { tiers: [tier] }) });
    return taggedJson(request, { entries: numbers.map(inAnswer) });
  },
);

const inAnswer = ({ territory, callingCode, shortCode, dialString, ...rest }: KnownNumber) => ({
  territory,
  callingCode,
  shortCode,
  dialString,
  ...rest,
});
