import { readFileSync } from "node:fs";

const docs = readFileSync(new URL("../../docs/cost.md", import.meta.url), "utf8");

type Cells = readonly string[];
/** A row by the names of its columns; `figures` are those that are aligned to the right. */
type Row = { readonly cells: Readonly<Record<string, string>>; readonly figures: Readonly<Record<string, string>> };

/** A figure that follows from others: its formula, and what is printed for each case, by the name of its column. */
export type Formula = {
  readonly symbol: string;
  readonly formula: string;
  readonly printed: Readonly<Record<string, string>>;
};

const cellsOf = (line: string): Cells =>
  line
    .split("|")
    .slice(1, -1)
    .map((cell) => cell.trim().replaceAll("`", ""));

/** The rows of a table whose first column holds symbols; none of any other table. */
function rowsOf(table: string): readonly Row[] {
  const [names = [], alignment = [], ...rows] = table.trim().split("\n").map(cellsOf);
  if (names[0] !== "symbol") return [];
  const named = (cells: Cells, wanted: (column: number) => boolean) =>
    Object.fromEntries(names.flatMap((name, column) => (wanted(column) ? [[name, cells[column] ?? ""]] : [])));
  return rows.map((cells) => ({
    cells: named(cells, () => true),
    figures: named(cells, (column) => alignment[column]?.endsWith(":") === true),
  }));
}

const rows: readonly Row[] = (docs.match(/(?:^\|.*\n)+/gm) ?? []).flatMap(rowsOf);

/** A figure as it is printed, such as `1,044` or `0.01 %`. */
function numberIn(text: string): number {
  const number = Number(text.replaceAll(",", "").replace(/ %$/, ""));
  if (text === "" || Number.isNaN(number)) throw new Error(`"${text}" is no figure`);
  return text.endsWith("%") ? number / 100 : number;
}

/** What was counted, assumed and looked up, by its symbol. */
export const givenFigures: ReadonlyMap<string, number> = new Map(
  rows.flatMap(({ cells: { symbol = "", value } }) =>
    value === undefined ? [] : [[symbol, numberIn(value)] as const],
  ),
);

/** A figure that docs/cost.md gives; throws where it gives none of that name. */
export function givenFigure(symbol: string): number {
  const value = givenFigures.get(symbol);
  if (value === undefined) throw new Error(`docs/cost.md gives no figure ${symbol}`);
  return value;
}

export const formulas: readonly Formula[] = rows.flatMap(({ cells: { symbol = "", formula }, figures: printed }) =>
  formula === undefined ? [] : [{ symbol, formula, printed }],
);
