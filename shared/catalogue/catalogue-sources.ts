import { numberSourceTable, sourceTable } from "./catalogue-source-table.ts";

/** A document that says what a number is. `date` is as exact as it is known ("2009", "2024-05-29"); null for one without a date. */
export type CatalogueSource = { readonly name: string; readonly date: string | null; readonly url?: string };

/**
 * The sources of a catalogue entry; none for a number that is not in the catalogue. Kept apart from the catalogue and read
 * on first use: no call needs them, only people who look after the numbers do.
 */
export function sourcesOf(territory: string, shortCode: string): readonly CatalogueSource[] {
  return index().get(`${territory} ${shortCode}`) ?? [];
}

let built: ReadonlyMap<string, readonly CatalogueSource[]> | undefined;

function index(): ReadonlyMap<string, readonly CatalogueSource[]> {
  built ??= build();
  return built;
}

function build(): ReadonlyMap<string, readonly CatalogueSource[]> {
  const documents = new Map(readTable(sourceTable).map(([id = "", ...rest]) => [id, readDocument(rest)]));
  return new Map(
    readTable(numberSourceTable).flatMap(([territory, references = "", ...shortCodes]) => {
      const sources = references.split(",").map((reference) => readReference(reference, documents));
      return shortCodes.map((shortCode): [string, readonly CatalogueSource[]] => [
        `${territory} ${shortCode}`,
        sources,
      ]);
    }),
  );
}

/** "2024-05-29", "https://example.net/{page}", then the words of the name; "-" for a date or an address that there is none of. */
function readDocument([date, url, ...words]: readonly string[]): CatalogueSource {
  const hasUrl = url !== undefined && url !== "-";
  return { name: words.join(" "), date: date === undefined || date === "-" ? null : date, ...(hasUrl ? { url } : {}) };
}

/** Reads "itu-e129@2014-03-14" or "gov-uk/gibraltar@2026-03-05": a document, the page of it, the date of what it says. */
function readReference(reference: string, documents: ReadonlyMap<string, CatalogueSource>): CatalogueSource {
  const [place = "", date] = reference.split("@");
  const [id = "", page = ""] = place.split("/");
  const document = documents.get(id);
  if (document === undefined) throw new Error(`The table of sources has no "${id}"`);
  const dated = date === undefined ? document : { ...document, date };
  return dated.url === undefined ? dated : { ...dated, url: dated.url.replace("{page}", page) };
}

const readTable = (table: string): string[][] =>
  table
    .trim()
    .split("\n")
    .map((line) => line.split(" "));
