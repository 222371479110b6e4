import { restoreCell } from "../../defuse-cell.ts";
import { inSlices, type Steps } from "../../in-slices.ts";
import type { InputFault } from "../../input-fault.ts";
import { notJson } from "../../json/why-unreadable.ts";
import { parseInput } from "../../parse-input.ts";
import { collectFaults } from "../transfer/collect-faults.ts";
import { encodingFault } from "../transfer/decode-pieces.ts";
import { findBytesFault } from "../transfer/find-bytes-fault.ts";
import { parseLongJson } from "../transfer/parse-long-json.ts";
import { readCsv } from "../transfer/read-csv.ts";
import { readHeader, withoutTrailing } from "../transfer/read-header.ts";
import type { OutsizeJson } from "../transfer/split-json.ts";
import { isLookupRow, type LookupRow, lookupRowSchema } from "./lookup-row.ts";

export type ParsedLookup =
  | { readonly outcome: "parsed"; readonly rows: readonly LookupRow[] }
  | { readonly outcome: "faulty"; readonly errors: readonly InputFault[] };

/** A row as it stands in the file, or what is wrong there; undefined where there is none, and others may run for a while. */
type Located =
  | { readonly path: string; readonly value: unknown }
  | { readonly path: string; readonly fault: string }
  | undefined;

/**
 * Reads the rows of a table from CSV with the header `key,value` (RFC 4180), or from a JSON list of `{key, value}`. All or
 * nothing: any fault, a key that stands twice among them, and the answer is every fault with its line or index. Gives way
 * to calls.
 */
export const parseLookupRows = (bytes: Uint8Array, format: "csv" | "json"): Promise<ParsedLookup> =>
  inSlices(parseInSteps(locate(bytes, format)));

function* locate(bytes: Uint8Array, format: "csv" | "json"): Generator<Located> {
  const unreadable = yield* encodingFault(bytes);
  if (unreadable !== null) yield { path: unreadable.path, fault: unreadable.message };
  else yield* format === "csv" ? csvRows(bytes) : jsonRows(bytes);
}

function* parseInSteps(located: Iterable<Located>): Steps<ParsedLookup> {
  const faults = collectFaults();
  const rows: LookupRow[] = [];
  const firstAt = new Map<string, string>();
  for (const row of located) {
    yield;
    if (row === undefined) continue;
    const { path } = row;
    if ("fault" in row) faults.add({ path, message: row.fault });
    else if (isLookupRow(row.value)) {
      const { key } = row.value;
      const first = firstAt.get(key);
      if (first === undefined) firstAt.set(key, path);
      else faults.add({ path, message: `the key ${key} stands in ${first} already` });
      rows.push(row.value);
    } else {
      const parsed = parseInput(lookupRowSchema, row.value, [path]);
      if (parsed.outcome === "faulty") for (const fault of parsed.faults) faults.add(fault);
    }
  }
  if (rows.length === 0 && faults.isEmpty()) faults.add({ path: "", message: "there are no rows" });
  return faults.isEmpty() ? { outcome: "parsed", rows } : { outcome: "faulty", errors: faults.faults() };
}

const columns = ["key", "value"].map((name) => ({ name, isOptional: false }));

function* csvRows(bytes: Uint8Array): Generator<Located> {
  let names: readonly string[] | null = null;
  for (const record of readCsv(bytes)) {
    if (record === undefined) {
      yield undefined;
      continue;
    }
    const path = `line ${record.line}`;
    const cells: readonly string[] = "cells" in record ? record.cells.map((cell) => restoreCell(cell.trim())) : [];
    const nameOf = (i: number): string => names?.[i] ?? `column ${i + 1}`;
    if ("fault" in record) yield { path, fault: record.fault };
    else if (names === null) {
      const header = readHeader(cells, columns);
      if ("message" in header) return yield { path, fault: header.message };
      names = header.columns.map(({ name }) => name);
    } else yield { path, value: Object.fromEntries(withoutTrailing(cells).map((cell, i) => [nameOf(i), cell])) };
  }
}

function* jsonRows(bytes: Uint8Array): Generator<Located> {
  const parsed = yield* parseOrSayWhyNot(bytes);
  if ("outsize" in parsed) return yield { path: "", fault: parsed.outsize };
  const list = parsed.value;
  if (!Array.isArray(list)) yield { path: "", fault: "must be a list of {key, value}" };
  else for (const [i, value] of list.entries()) yield { path: `[${i}]`, value };
}

function* parseOrSayWhyNot(bytes: Uint8Array): Steps<{ readonly value: unknown } | OutsizeJson> {
  try {
    return yield* parseLongJson(bytes, 1);
  } catch {
    return { outsize: notJson("", yield* findBytesFault(bytes)) };
  }
}
