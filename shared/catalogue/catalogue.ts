import { type CatalogueEntry, catalogueClasses, type Service, services, tiers } from "./catalogue-entry.ts";
import { catalogueTable } from "./catalogue-table.ts";

/** The built-in numbers, by territory, then class, tier and short code. No two share a territory and a short code. */
export const catalogue: readonly CatalogueEntry[] = readTable();

function readTable(): CatalogueEntry[] {
  const servicesByText = new Map<string, readonly Service[]>([["", []]]);
  return catalogueTable
    .trim()
    .split("\n")
    .flatMap((line) => readLine(line, servicesByText));
}

/**
 * Reads a line such as "EE 372 emergency primary 110@2020-03-01 112/fire,police": what the numbers share, then the numbers,
 * each with the day on which it was superseded and its services. Entries with the same services share one list, and nothing
 * is split or spread for each number: that made loading five times as long.
 */
function readLine(line: string, servicesByText: Map<string, readonly Service[]>): CatalogueEntry[] {
  const [territory = "", callingCode = "", classText, tierText, ...numbers] = line.split(" ");
  const className = pick(catalogueClasses, classText, line);
  const tier = pick(tiers, tierText, line);
  return numbers.map((number) => {
    const slash = number.indexOf("/");
    const code = slash < 0 ? number : number.slice(0, slash);
    const at = code.indexOf("@");
    const shortCode = at < 0 ? code : code.slice(0, at);
    const supersededOn = at < 0 ? null : code.slice(at + 1);
    const names = slash < 0 ? "" : number.slice(slash + 1);
    const named = servicesByText.get(names) ?? names.split(",").map((name) => pick(services, name, line));
    servicesByText.set(names, named);
    return { territory, callingCode, shortCode, class: className, tier, services: named, supersededOn };
  });
}

function pick<Word extends string>(words: readonly Word[], text: string | undefined, line: string): Word {
  const word = words.find((candidate) => candidate === text);
  if (word === undefined) throw new Error(`The catalogue table has "${text}" in the line "${line}"`);
  return word;
}
