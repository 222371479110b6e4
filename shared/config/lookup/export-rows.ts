import { stringify } from "csv-stringify/sync";
import { defuseCell } from "../../defuse-cell.ts";
import { encodePieces } from "../../json/json-pieces.ts";
import { unpackBoundary } from "../../location/pack-boundary.ts";
import type { LookupTable } from "../../routing/lookup-table.ts";
import { sortPaced } from "../../sort-paced.ts";
import { exportBoundary } from "./export-boundary.ts";
import { decodeKey, keysOf, keysRow } from "./location-rows.ts";

/** Some rows are faster written together than each alone, or all at once. */
const rowsAtOnce = 100;

/**
 * A table's rows as a file that an import reads back, in pieces of UTF-8 and in the order of their keys; boundaries as GeoJSON, whichever
 * format was asked for. Null for rows that are not what an import makes. Paced.
 */
export async function exportRows(table: LookupTable, format: "csv" | "json"): Promise<readonly Uint8Array[] | null> {
  const keys = keysOf(table);
  if (keys === "boundary") return exportStoredBoundary(table);
  const form = format === "csv" ? asCsv : asJson;
  if (keys === null) return encodePieces(textsOf([...table], form("value")));
  const rows = [...table].flatMap(([key, area]) => (key === keysRow ? [] : [[decodeKey(key), area] as const]));
  return encodePieces(textsOf(rows, form("area")));
}

async function exportStoredBoundary(table: LookupTable): Promise<readonly Uint8Array[] | null> {
  const polygons = await unpackBoundary(new Map([...table].filter(([key]) => key !== keysRow)));
  return polygons === null ? null : exportBoundary(polygons);
}

/** How a file begins, what stands for some rows, the `index`th and those after it, and how the file ends. */
type FileForm = {
  readonly head: string;
  readonly rows: (rows: readonly (readonly [string, string])[], index: number) => string;
  readonly tail: string;
};

/** `value`: the name of the column beside the key. */
const asCsv = (value: string): FileForm => ({
  head: `\ufeffkey,${value}\r\n`,
  rows: (rows) =>
    stringify(
      rows.map((cells) => cells.map(defuseCell)),
      { record_delimiter: "\r\n" },
    ),
  tail: "",
});

const asJson = (column: string): FileForm => ({
  head: "[",
  rows: (rows, index) =>
    rows
      .map(([key, value], i) => `${index + i === 0 ? "" : ","}\n  ${JSON.stringify({ key, [column]: value })}`)
      .join(""),
  tail: "\n]\n",
});

async function* textsOf(
  table: readonly (readonly [string, string])[],
  { head, rows, tail }: FileForm,
): AsyncGenerator<string> {
  yield head;
  const sorted = await sortPaced(table, ([key]) => key);
  for (let i = 0; i < sorted.length; i += rowsAtOnce) yield rows(sorted.slice(i, i + rowsAtOnce), i);
  yield tail;
}
