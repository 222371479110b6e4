import { catalogue } from "../../catalogue/catalogue.ts";
import { pace } from "../../pace.ts";
import { sortPaced } from "../../sort-paced.ts";
import type { ConfigDocument, NumberItem } from "../document.ts";
import { numberKey } from "../item-kinds.ts";

/** A number that a list may have, for callers of one tenant (null: of any). `atMs`: an instant at which it is in force. */
export type ListedNumber = {
  readonly tenant: string | null;
  readonly territory: string;
  readonly shortCode: string;
  readonly atMs: number;
};

/** `territories`: only numbers of these; null for all of the configuration. */
export type ListScope = { readonly createdMs: number; readonly territories: ReadonlySet<string> | null };

/**
 * The numbers that a version's list is made of. Configured ones of every tenant, and of each window of time that was not over
 * when the version was made: a list must not change with the clock. Then, in every territory that the configuration names, the
 * catalogue's and the universal numbers. Which of them are emergencies is left to the decision. Paced.
 */
export async function listedNumbers(document: ConfigDocument, scope: ListScope): Promise<readonly ListedNumber[]> {
  const { createdMs, territories: wanted } = scope;
  const isWanted = (territory: string): boolean => wanted === null || wanted.has(territory);
  const configured: { readonly key: string; readonly number: ListedNumber }[] = [];
  for (const item of document.numbers) {
    const number = isWanted(item.territory) ? listedNumber(item, createdMs) : null;
    if (number !== null) configured.push({ key: numberKey(item), number });
    if (pace.isDue()) await pace.rest();
  }
  const sorted = await sortPaced(configured, ({ key }) => key);
  const listed = sorted.map(({ number }) => number);
  const territories = new Set(namedTerritories(document).filter(isWanted));
  const ofCatalogue = catalogue.filter(({ tier, territory }) => tier === "primary" && territories.has(territory));
  for (const { territory, shortCode } of [...ofCatalogue, ...universalNumbers(document, territories)])
    listed.push({ tenant: null, territory, shortCode, atMs: createdMs });
  return listed;
}

const isListedClass = ({ class: callClass }: NumberItem): boolean => callClass === "emergency" || callClass === "test";

/** Null for a window that was over. A number of another class counts when it ends: what follows may be an emergency of the catalogue. */
function listedNumber(item: NumberItem, createdMs: number): ListedNumber | null {
  const { tenant, territory, shortCode, validFrom, validUntil } = item;
  const endMs = validUntil === null ? Number.POSITIVE_INFINITY : Date.parse(validUntil);
  const startMs = Math.max(createdMs, validFrom === null ? createdMs : Date.parse(validFrom));
  if (endMs <= startMs || (!isListedClass(item) && validUntil === null)) return null;
  return { tenant: tenant === "*" ? null : tenant, territory, shortCode, atMs: isListedClass(item) ? startMs : endMs };
}

/** Every territory that a configuration has something to say about, sorted. */
export const namedTerritories = (document: ConfigDocument): readonly string[] =>
  [
    ...new Set([
      ...document.territories.map(({ code }) => code),
      ...document.numbers.map(({ territory }) => territory),
      ...[...document.ingresses, ...document.tenants].flatMap(({ defaultTerritory }) => defaultTerritory ?? []),
    ]),
  ].sort();

function universalNumbers({ defaults, territories: items }: ConfigDocument, territories: ReadonlySet<string>) {
  const own = new Map(items.map(({ code, universalNumbers: numbers }) => [code, numbers]));
  return [...territories].flatMap((territory) =>
    (own.get(territory) ?? defaults.universalNumbers).map((shortCode) => ({ territory, shortCode })),
  );
}
