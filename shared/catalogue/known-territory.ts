import * as z from "zod";
import { callingCodeByTerritory } from "./calling-codes.ts";
import { territoryCodeSchema } from "./territory-name.ts";

/** What is no code has its fault already. */
const isCode = (text: string): boolean => /^[A-Z]{2}$/.test(text);
const noSuchTerritory = (code: unknown): string => `no territory has the code ${String(code)}`;

/** A territory that exists and has telephones, as people write it: `uk` is GB. */
export const knownTerritorySchema = territoryCodeSchema.refine(
  (code) => !isCode(code) || callingCodeByTerritory.has(code),
  { error: ({ input }) => noSuchTerritory(input) },
);

/** Territories in a query with commas between them, such as `IE,br`: each once. Every one that does not exist is named. */
export const territoryListSchema = z.string().transform((text, { issues }) => {
  const territories = new Set<string>();
  for (const name of text.split(",")) {
    const read = knownTerritorySchema.safeParse(name.trim());
    if (read.success) territories.add(read.data);
    else issues.push({ code: "custom", input: text, message: noSuchTerritory(name.trim() || '""') });
  }
  return territories;
});
