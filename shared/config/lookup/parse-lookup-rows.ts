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

/** A row as it stands in the file, not yet validated, or what is wrong there. */
type FileRow = { readonly path: string; readonly value: unknown } | InputFault;

/**
 * Reads the rows of a table from CSV with the header `key,value` (RFC 4180), or from a JSON list of `{key, value}`: all of them,
 * each of another key, or every fault with its line or index. Paced.
 */
export async function parseLookupRows(
  bytes: Uint8Array,
  format: "csv" | "json",
): Promise<Checked<readonly LookupRow[]>> {
  const unreadable = await encodingFault(bytes);
  if (unreadable !== null) return faulty([unreadable]);
  const faults = collectFaults();
  const rows: LookupRow[] = [];
  const firstAt = new Map<string, string>();
  for await (const row of format === "csv" ? csvRows(bytes) : jsonRows(bytes)) {
    if (pace.isDue()) await pace.rest();
    const read = readRow(row, firstAt);
    if (read.outcome === "valid") rows.push(read.value);
    else for (const fault of read.faults) faults.add(fault);
  }
  if (rows.length === 0 && faults.isEmpty()) faults.add({ path: "", message: "there are no rows" });
  return faults.isEmpty() ? valid(rows) : faulty(faults.faults());
}

/** `firstAt`: where each key stands that was read. */
function readRow(row: FileRow, firstAt: Map<string, string>): Checked<LookupRow> {
  if ("message" in row) return faulty([row]);
  const { path, value } = row;
  if (!isLookupRow(value)) return parseInput(lookupRowSchema, value, [path]);
  const first = firstAt.get(value.key);
  if (first !== undefined) return faulty([{ path, message: `the key ${value.key} stands in ${first} already` }]);
  firstAt.set(value.key, path);
  return valid(value);
}

const columns = ["key", "value"].map((name) => ({ name, isOptional: false }));

async function* csvRows(bytes: Uint8Array): AsyncGenerator<FileRow> {
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

async function* jsonRows(bytes: Uint8Array): AsyncGenerator<FileRow> {
  const parsed = await parseLongJson(bytes, 1);
  if (parsed.outcome === "faulty") return yield { path: "", message: parsed.faults.join() };
  const list = parsed.value.value;
  if (!Array.isArray(list)) yield { path: "", message: "must be a list of {key, value}" };
  else for (const [i, value] of list.entries()) yield { path: `[${i}]`, value };
}
