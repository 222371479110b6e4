import { catalogue } from "./catalogue.ts";
import { tiers as allTiers, type CatalogueEntry, type Tier } from "./catalogue-entry.ts";
import { type CatalogueSource, sourcesOf } from "./catalogue-sources.ts";

/** A number of the catalogue as a person weighs it. `dialString`: with "+" and calling code, such as "+353999". */
export type KnownNumber = CatalogueEntry & {
  readonly dialString: string;
  readonly sources: readonly CatalogueSource[];
};

export type SoughtNumbers = {
  /** Null for all. */
  readonly territories: ReadonlySet<string> | null;
  readonly tiers?: readonly Tier[];
};

/** What the catalogue knows of these territories, in its order, with the sources. For people: no call needs them. */
export const knownNumbers = ({ territories, tiers = allTiers }: SoughtNumbers): readonly KnownNumber[] =>
  catalogue
    .filter((entry) => tiers.includes(entry.tier) && (territories?.has(entry.territory) ?? true))
    .map((entry) => ({
      ...entry,
      dialString: `+${entry.callingCode}${entry.shortCode}`,
      sources: sourcesOf(entry.territory, entry.shortCode),
    }));
