import { type InputFault, writePath } from "../../http/problem.ts";
import { inputFault, readPlainly, type SchemaFault } from "../../schema-faults.ts";
import { type ItemKind, itemKinds, type KindDefinition } from "../item-kinds.ts";
import { type Column, columnsOf } from "./csv-columns.ts";
import type { Entry } from "./gather-items.ts";
import { type CsvRecord, readCsv } from "./read-csv.ts";

/** What a header says of the lines below it: the column of each cell, null for one that nobody knows. */
type Header = {
  readonly columns: readonly (Column | null)[];
  readonly missing: ReadonlySet<string>;
  readonly faults: readonly InputFault[];
};

/** The items of a kind from CSV: a header line, then a line each. Columns may stand in any order, optional ones may be missing. */
export function* csvEntries(bytes: Uint8Array, kind: ItemKind): Generator<Entry> {
  let header: Header | null = null;
  for (const record of readCsv(bytes)) {
    if (record === undefined) yield undefined;
    else if (header !== null) yield readLine(record, header, kind);
    else if ("fault" in record) return yield fault(`line ${record.line}`, record.fault);
    else {
      header = readHeader(record, kind);
      yield { faults: header.faults };
    }
  }
  if (header === null) yield fault("line 1", "is no header line; a file without one is empty");
}

const fault = (path: string, message: string): Entry => ({ faults: [{ path, message }] });

function readHeader({ line, cells }: CsvRecord & { readonly cells: readonly string[] }, kind: ItemKind): Header {
  const byName = new Map(columnsOf(kind).map((column) => [column.name.toLowerCase(), column]));
  const origin = `line ${line}`;
  const faults: InputFault[] = [];
  const seen = new Set<string>();
  const columns = withoutTrailing(cells).map((cell, i) => {
    const name = cell.trim();
    const column = byName.get(name.toLowerCase()) ?? null;
    const path = `${origin}.${column?.name ?? (name === "" ? `column ${i + 1}` : name)}`;
    if (column === null) faults.push({ path, message: name === "" ? "has no name" : `is no column of a ${kind}` });
    else if (seen.has(column.name)) faults.push({ path, message: "stands in the header twice" });
    else seen.add(column.name);
    return column;
  });
  const missing = columnsOf(kind).filter(({ name, isOptional }) => !isOptional && !seen.has(name));
  for (const { name } of missing) faults.push({ path: `${origin}.${name}`, message: "is not in the header" });
  return { columns, missing: new Set(missing.map(({ name }) => name)), faults };
}

/** Spreadsheets write delimiters after the last cell where another line is longer. */
const withoutTrailing = (cells: readonly string[]): readonly string[] =>
  cells.slice(0, cells.findLastIndex((cell) => cell.trim() !== "") + 1);

function readLine(record: CsvRecord, { columns, missing }: Header, kind: ItemKind): Entry {
  const origin = `line ${record.line}`;
  if ("fault" in record) return fault(origin, record.fault);
  const { cells } = record;
  const filled = withoutTrailing(cells).length;
  if (cells.length < columns.length || filled > columns.length)
    return fault(origin, `has ${Math.max(filled, cells.length)} cells where the header has ${columns.length}`);
  const { fields, faults } = readCells(cells, columns, origin);
  const { schema }: KindDefinition = itemKinds[kind];
  const read = readPlainly(schema, fields);
  const others = ("faults" in read ? read.faults : []).filter(
    ({ path: [name] }) => !faults.has(String(name)) && !missing.has(String(name)),
  );
  const all = [...faults.values(), ...others.map((other) => describe(other, origin, fields))];
  return "faults" in read || all.length > 0 ? { faults: all } : { origin, item: read.value };
}

type Fields = Readonly<Record<string, unknown>>;

/** The values of a line by column, and what is wrong with those that have none. */
function readCells(cells: readonly string[], columns: readonly (Column | null)[], origin: string) {
  const fields: Record<string, unknown> = {};
  const faults = new Map<string, InputFault>();
  for (const [i, column] of columns.entries()) {
    if (column === null) continue;
    const { name } = column;
    const value = column.read(cells[i] ?? "");
    if ("message" in value) faults.set(name, { path: `${origin}.${name}`, message: value.message });
    else if (value.value !== undefined) fields[name] = value.value;
  }
  return { fields, faults };
}

function describe(fault: SchemaFault, origin: string, fields: Fields): InputFault {
  const { path, message } = fault;
  const hint = hintFor(path.length === 1 ? fields[String(path[0])] : null);
  return hint === "" ? inputFault(fault, [origin]) : { path: writePath([origin, ...path]), message: message + hint };
}

/** What a spreadsheet makes of 112000 or of a long code; what stood there before cannot be told from it. */
const hintFor = (value: unknown): string =>
  typeof value === "string" && /^[+-]?[0-9]+([.,][0-9]+)?E[+-]?[0-9]+$/i.test(value.trim())
    ? `; ${value.trim()} is a spreadsheet's short form of a number: give the column the format text`
    : "";
