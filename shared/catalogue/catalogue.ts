import { type CatalogueEntry, catalogueClasses, type Service, services, tiers } from "./catalogue-entry.ts";
import { catalogueTable } from "./catalogue-table.ts";

/** The built-in numbers, by territory, then class, tier, mark and short code. No two share a territory and a short code. */
export const catalogue: readonly CatalogueEntry[] = readTable();

/** Whether a number is meant only when it is dialled, whoever lists it. */
export function isByNumberOnly(territory: string, shortCode: string): boolean {
  byNumberOnly ??= new Set(catalogue.filter((entry) => entry.byNumberOnly).map(keyOf));
  return byNumberOnly.has(keyOf({ territory, shortCode }));
}

/** Made on first use: only a service that is asked for by its name needs it. */
let byNumberOnly: ReadonlySet<string> | undefined;

const keyOf = ({ territory, shortCode }: Pick<CatalogueEntry, "territory" | "shortCode">): string =>
  `${territory} ${shortCode}`;

function readTable(): CatalogueEntry[] {
  const servicesByText = new Map<string, readonly Service[]>([["", []]]);
  return catalogueTable
    .trim()
    .split("\n")
    .flatMap((line) => readLine(line, servicesByText));
}

/**
 * Reads a line such as "PL 48 emergency primary - 112/fire,police 997": what the numbers share, then the numbers. The fifth word
 * is the day on which they were superseded, "!" where they are meant only when they are dialled, or "-". Entries with the
 * same services share one list, and nothing is split or spread for each number: that made loading five times as long.
 */
function readLine(line: string, servicesByText: Map<string, readonly Service[]>): CatalogueEntry[] {
  const [territory = "", callingCode = "", classText, tierText, mark = "-", ...numbers] = line.split(" ");
  const className = pick(catalogueClasses, classText, line);
  const tier = pick(tiers, tierText, line);
  const byNumberOnly = mark === "!";
  const supersededOn = byNumberOnly || mark === "-" ? null : mark;
  return numbers.map((number) => {
    const slash = number.indexOf("/");
    const shortCode = slash < 0 ? number : number.slice(0, slash);
    const names = slash < 0 ? "" : number.slice(slash + 1);
    const named = servicesByText.get(names) ?? names.split(",").map((name) => pick(services, name, line));
    servicesByText.set(names, named);
    return { territory, callingCode, shortCode, class: className, tier, services: named, supersededOn, byNumberOnly };
  });
}

function pick<Word extends string>(words: readonly Word[], text: string | undefined, line: string): Word {
  const word = words.find((candidate) => candidate === text);
  if (word === undefined) throw new Error(`The catalogue table has "${text}" in the line "${line}"`);
  return word;
}
