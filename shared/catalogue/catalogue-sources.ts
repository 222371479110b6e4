import { numberSourceTable, sourceTitleTable } from "./catalogue-source-table.ts";

/**
 * The titles of the documents that say a catalogue entry is what it is, empty for a number that is not in the catalogue.
 * Kept apart from the catalogue and read on first use: no call needs it, only people who look after the numbers do.
 */
export function sourcesOf(territory: string, shortCode: string): readonly string[] {
  return index().get(`${territory} ${shortCode}`) ?? [];
}

let built: ReadonlyMap<string, readonly string[]> | undefined;

function index(): ReadonlyMap<string, readonly string[]> {
  built ??= build();
  return built;
}

function build(): ReadonlyMap<string, readonly string[]> {
  const titleById = new Map(readTable(sourceTitleTable).map(([id = "", ...words]) => [id, words.join(" ")]));
  return new Map(
    readTable(numberSourceTable).flatMap(([territory, ids = "", ...shortCodes]) => {
      const titles = ids.split(",").map((id) => titleById.get(id) ?? id);
      return shortCodes.map((shortCode): [string, readonly string[]] => [`${territory} ${shortCode}`, titles]);
    }),
  );
}

function readTable(table: string): string[][] {
  return table
    .trim()
    .split("\n")
    .map((line) => line.split(" "));
}
