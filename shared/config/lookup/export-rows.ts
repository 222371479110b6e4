import { stringify } from "csv-stringify/sync";
import { defuseCell } from "../../defuse-cell.ts";
import { encodePieces } from "../../json/json-pieces.ts";
import type { LookupTable } from "../../routing/lookup-table.ts";
import { sortPaced } from "../../sort-paced.ts";

/** Some rows are faster written together than each alone, or all at once. */
const rowsAtOnce = 100;

/** A table's rows as a file that `parseLookupRows` reads back, in pieces of UTF-8 and in the order of their keys. Paced. */
export const exportRows = (table: LookupTable, format: "csv" | "json"): Promise<readonly Uint8Array[]> =>
  encodePieces(textsOf(table, format === "csv" ? asCsv : asJson));

/** How a file begins, what stands for some rows, the `index`th and those after it, and how the file ends. */
type FileForm = {
  readonly head: string;
  readonly rows: (rows: readonly (readonly [string, string])[], index: number) => string;
  readonly tail: string;
};

const asCsv: FileForm = {
  head: "\ufeffkey,value\r\n",
  rows: (rows) =>
    stringify(
      rows.map((cells) => cells.map(defuseCell)),
      { record_delimiter: "\r\n" },
    ),
  tail: "",
};

const asJson: FileForm = {
  head: "[",
  rows: (rows, index) =>
    rows.map(([key, value], i) => `${index + i === 0 ? "" : ","}\n  ${JSON.stringify({ key, value })}`).join(""),
  tail: "\n]\n",
};

async function* textsOf(table: LookupTable, { head, rows, tail }: FileForm): AsyncGenerator<string> {
  yield head;
  const sorted = await sortPaced([...table], ([key]) => key);
  for (let i = 0; i < sorted.length; i += rowsAtOnce) yield rows(sorted.slice(i, i + rowsAtOnce), i);
  yield tail;
}
