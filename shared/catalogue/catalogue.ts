import { type CatalogueEntry, catalogueClasses, type Service, services, tiers } from "./catalogue-entry.ts";
import { catalogueTable } from "./catalogue-table.ts";

/** The built-in numbers, by territory, then class, tier and short code. No two share a territory and a short code. */
export const catalogue: readonly CatalogueEntry[] = readTable();

const byNumberOnly = new Set(
  catalogue.flatMap((entry) => (entry.byNumberOnly ? [`${entry.territory} ${entry.shortCode}`] : [])),
);

/** Whether a number is meant only when it is dialled, whoever lists it. */
export const isByNumberOnly = (territory: string, shortCode: string): boolean =>
  byNumberOnly.has(`${territory} ${shortCode}`);

function readTable(): CatalogueEntry[] {
  const servicesByText = new Map<string, readonly Service[]>([["", []]]);
  return catalogueTable
    .trim()
    .split("\n")
    .flatMap((line) => readLine(line, servicesByText));
}

/**
 * Reads a line such as "PL 48 emergency primary 112/fire,police 986!/police 990@2020-03-01": what the numbers share, then the
 * numbers, each with a mark where it is for dialling only, the day on which it was superseded, and its services. Entries with
 * the same services share one list, and nothing is split or spread for each number: that made loading five times as long.
 */
function readLine(line: string, servicesByText: Map<string, readonly Service[]>): CatalogueEntry[] {
  const [territory = "", callingCode = "", classText, tierText, ...numbers] = line.split(" ");
  const className = pick(catalogueClasses, classText, line);
  const tier = pick(tiers, tierText, line);
  return numbers.map((number) => {
    const [before, names] = cut(number, "/");
    const [marked, day] = cut(before, "@");
    const byNumberOnly = marked.endsWith("!");
    const shortCode = byNumberOnly ? marked.slice(0, -1) : marked;
    const named = servicesByText.get(names) ?? names.split(",").map((name) => pick(services, name, line));
    servicesByText.set(names, named);
    const supersededOn = day === "" ? null : day;
    return { territory, callingCode, shortCode, class: className, tier, services: named, supersededOn, byNumberOnly };
  });
}

/** What stands before a sign and what behind it, empty without the sign. */
function cut(text: string, sign: string): readonly [string, string] {
  const place = text.indexOf(sign);
  return place < 0 ? [text, ""] : [text.slice(0, place), text.slice(place + 1)];
}

function pick<Word extends string>(words: readonly Word[], text: string | undefined, line: string): Word {
  const word = words.find((candidate) => candidate === text);
  if (word === undefined) throw new Error(`The catalogue table has "${text}" in the line "${line}"`);
  return word;
}
