import { CsvError, parse } from "csv-parse/sync";
import type { InputFault } from "../../http/problem.ts";
import { readBy } from "../change/schema-faults.ts";
import { isLookupRow, type LookupRow, lookupRowSchema } from "./lookup-row.ts";

export type ParsedLookup =
  | { readonly outcome: "parsed"; readonly rows: readonly LookupRow[] }
  | { readonly outcome: "faulty"; readonly errors: readonly InputFault[] };

type Located = { readonly path: string; readonly value: unknown };

/**
 * Reads the rows of a table from CSV with the header `key,value` (RFC 4180), or from a JSON list of `{key, value}`. All or
 * nothing: any fault, a key that stands twice among them, and the answer is every fault with its line or index.
 */
export function parseLookupRows(text: string, format: "csv" | "json"): ParsedLookup {
  const located = format === "csv" ? readCsv(text) : readJsonList(text);
  if (located.outcome === "faulty") return located;
  const errors: InputFault[] = [];
  const rows: LookupRow[] = [];
  const firstAt = new Map<string, string>();
  for (const { path, value } of located.values) {
    if (!isLookupRow(value)) {
      const read = readBy(lookupRowSchema, value, [path]);
      if (read.outcome === "faulty") errors.push(...read.errors);
      continue;
    }
    const first = firstAt.get(value.key);
    if (first !== undefined) errors.push({ path, message: `the key ${value.key} stands in ${first} already` });
    firstAt.set(value.key, first ?? path);
    rows.push(value);
  }
  if (located.values.length === 0) errors.push({ path: "", message: "there are no rows" });
  return errors.length === 0 ? { outcome: "parsed", rows } : { outcome: "faulty", errors };
}

type ReadValues =
  | { readonly outcome: "read"; readonly values: readonly Located[] }
  | { readonly outcome: "faulty"; readonly errors: readonly InputFault[] };

const faulty = (path: string, message: string): ReadValues => ({ outcome: "faulty", errors: [{ path, message }] });

type LocatedRecord = { readonly info: { readonly lines: number }; readonly record: readonly string[] };

/** What the parser gives with `info`; its type declarations know of plain records only. */
const asLocated = (records: readonly unknown[]): readonly LocatedRecord[] => records as readonly LocatedRecord[];

function readCsv(text: string): ReadValues {
  try {
    const options = {
      bom: true,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
    };
    const records = asLocated(parse(text, options));
    const [header, ...rows] = records;
    const name = (i: number): string => header?.record[i] ?? `column ${i + 1}`;
    return {
      outcome: "read",
      values: rows.map(({ info, record }) => ({
        path: `line ${info.lines}`,
        value: Object.fromEntries(record.map((cell, i) => [name(i), cell])),
      })),
    };
  } catch (error) {
    if (error instanceof CsvError) return faulty(`line ${error.lines ?? 1}`, error.message);
    throw error;
  }
}

function readJsonList(text: string): ReadValues {
  try {
    const list: unknown = JSON.parse(text);
    if (!Array.isArray(list)) return faulty("", "must be a list of {key, value}");
    return { outcome: "read", values: list.map((value, i) => ({ path: `[${i}]`, value })) };
  } catch {
    return faulty("", "is not JSON");
  }
}
