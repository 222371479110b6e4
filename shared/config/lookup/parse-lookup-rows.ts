import type * as z from "zod";
import { type Checked, faulty, valid } from "../../checked.ts";
import { restoreCell } from "../../defuse-cell.ts";
import type { InputFault } from "../../input-fault.ts";
import { parseLongJson } from "../../json/parse-long-json.ts";
import { pace } from "../../pace.ts";
import { parseInput } from "../../parse-input.ts";
import { collectFaults } from "../transfer/collect-faults.ts";
import { encodingFault } from "../transfer/decode-pieces.ts";
import { readCsv } from "../transfer/read-csv.ts";
import { readHeader, withoutTrailing } from "../transfer/read-header.ts";
import { isLookupRow, type LookupRow, lookupRowSchema } from "./lookup-row.ts";

/** What the rows of a file are. */
export type RowForm<Row> = {
  /** The column of the key, and of what it leads to. */
  readonly columns: readonly [string, string];
  readonly schema: z.ZodType<Row>;
  /** What the schema asks, told at once; a row that fails is read by the schema. */
  readonly isRow: (value: unknown) => value is Row;
  /** Two rows with the same are one too many. */
  readonly identity: (row: Row) => string;
};

const lookupForm: RowForm<LookupRow> = {
  columns: ["key", "value"],
  schema: lookupRowSchema,
  isRow: isLookupRow,
  identity: ({ key }) => key,
};

/** A row as it stands in the file, not yet validated, or what is wrong there. */
type FileRow = { readonly path: string; readonly value: unknown } | InputFault;

/** Reads the rows of a lookup table: CSV with the header `key,value`, or a JSON list of `{key, value}`. */
export const parseLookupRows = (bytes: Uint8Array, format: "csv" | "json"): Promise<Checked<readonly LookupRow[]>> =>
  parseRows(bytes, format, lookupForm);

/**
 * Reads the rows of a table from CSV with a header (RFC 4180), or from a JSON list: all of them, each of another key, or every
 * fault with its line or index. Paced.
 */
export async function parseRows<Row>(
  bytes: Uint8Array,
  format: "csv" | "json",
  form: RowForm<Row>,
): Promise<Checked<readonly Row[]>> {
  const unreadable = await encodingFault(bytes);
  if (unreadable !== null) return faulty([unreadable]);
  const faults = collectFaults();
  const rows: Row[] = [];
  const firstAt = new Map<string, string>();
  for await (const row of format === "csv" ? csvRows(bytes, form) : jsonRows(bytes, form)) {
    if (pace.isDue()) await pace.rest();
    const read = readRow(row, form, firstAt);
    if (read.outcome === "valid") rows.push(read.value);
    else for (const fault of read.faults) faults.add(fault);
  }
  if (rows.length === 0 && faults.isEmpty()) faults.add({ path: "", message: "there are no rows" });
  return faults.isEmpty() ? valid(rows) : faulty(faults.faults());
}

/** `firstAt`: where each key stands that was read. */
function readRow<Row>(
  row: FileRow,
  { schema, isRow, identity }: RowForm<Row>,
  firstAt: Map<string, string>,
): Checked<Row> {
  if ("message" in row) return faulty([row]);
  const { path, value } = row;
  if (!isRow(value)) return parseInput(schema, value, [path]);
  const key = identity(value);
  const first = firstAt.get(key);
  if (first !== undefined) return faulty([{ path, message: `the key ${key} stands in ${first} already` }]);
  firstAt.set(key, path);
  return valid(value);
}

async function* csvRows<Row>(bytes: Uint8Array, form: RowForm<Row>): AsyncGenerator<FileRow> {
  const columns = form.columns.map((name) => ({ name, isOptional: false }));
  let names: readonly string[] | null = null;
  for await (const record of readCsv(bytes)) {
    const path = `line ${record.line}`;
    const cells: readonly string[] = "cells" in record ? record.cells.map((cell) => restoreCell(cell.trim())) : [];
    const nameOf = (i: number): string => names?.[i] ?? `column ${i + 1}`;
    if ("fault" in record) yield { path, message: record.fault };
    else if (names === null) {
      const header = readHeader(cells, columns);
      if (header.outcome === "faulty") return yield { path, message: header.faults.join() };
      names = header.value.map(({ name }) => name);
    } else yield { path, value: Object.fromEntries(withoutTrailing(cells).map((cell, i) => [nameOf(i), cell])) };
  }
}

async function* jsonRows<Row>(bytes: Uint8Array, form: RowForm<Row>): AsyncGenerator<FileRow> {
  const parsed = await parseLongJson(bytes, 1);
  if (parsed.outcome === "faulty") return yield { path: "", message: parsed.faults.join() };
  const list = parsed.value.value;
  if (!Array.isArray(list)) yield { path: "", message: `must be a list of {${form.columns.join(", ")}}` };
  else for (const [i, value] of list.entries()) yield { path: `[${i}]`, value };
}
