import { faulty, valid } from "../../checked.ts";
import { type InputFault, writePath } from "../../input-fault.ts";
import { inputFault, parseBySchema, type SchemaFault } from "../../parse-input.ts";
import { shorten } from "../../shorten.ts";
import { type ItemKind, itemKinds, type KindDefinition } from "../item-kinds.ts";
import { withItsZeros } from "../lost-zeros.ts";
import { type Column, columnsOf } from "./csv-columns.ts";
import type { Entry } from "./gather-items.ts";
import { type CsvRecord, readCsv } from "./read-csv.ts";
import { readHeader, withoutTrailing } from "./read-header.ts";

/**
 * The items of a kind from CSV: a header line, then a line each. Columns may stand in any order, optional ones may be missing.
 * A wrong header is the one fault: what stands below it cannot be judged.
 */
export async function* csvEntries(bytes: Uint8Array, kind: ItemKind): AsyncGenerator<Entry> {
  let header: readonly Column[] | null = null;
  for await (const record of readCsv(bytes)) {
    if (header !== null) yield readLine(record, header, kind);
    else if ("fault" in record) return yield fault(`line ${record.line}`, record.fault);
    else {
      const read = readHeader(record.cells, columnsOf(kind));
      if (read.outcome === "faulty") return yield fault(`line ${record.line}`, read.faults[0] + oneLineHint(bytes));
      header = read.value;
    }
  }
  if (header === null) yield fault("line 1", "is no header line; a file without one is empty");
}

/** `curl -d @file` takes the line ends out of a file. */
const oneLineHint = (bytes: Uint8Array): string =>
  bytes.includes(0x0a) || bytes.includes(0x0d)
    ? ""
    : "; the whole file is one line: curl keeps its lines with --data-binary";

const fault = (path: string, message: string): Entry => faulty([{ path, message }]);

function readLine(record: CsvRecord, columns: readonly Column[], kind: ItemKind): Entry {
  const origin = `line ${record.line}`;
  if ("fault" in record) return fault(origin, record.fault);
  const { cells } = record;
  const filled = withoutTrailing(cells).length;
  if (cells.length < columns.length || filled > columns.length)
    return fault(origin, `has ${Math.max(filled, cells.length)} cells where the header has ${columns.length}`);
  const { fields, faults } = readCells(cells, columns, origin);
  const { schema }: KindDefinition = itemKinds[kind];
  const read = parseBySchema(schema, fields);
  const others = (read.outcome === "faulty" ? read.faults : []).filter(({ path: [name] }) => !faults.has(String(name)));
  const all = [...faults.values(), ...others.map((other) => describe(other, origin, fields))];
  return read.outcome === "faulty" || all.length > 0 ? faulty(all) : valid({ origin, item: read.value });
}

type Fields = Readonly<Record<string, unknown>>;

/** The values of a line by column, and what is wrong with those that have none. */
function readCells(cells: readonly string[], columns: readonly Column[], origin: string) {
  const fields: Record<string, unknown> = {};
  const faults = new Map<string, InputFault>();
  for (const [i, column] of columns.entries()) {
    const { name } = column;
    const cell = cells[i] ?? "";
    const value = column.read(cell);
    if (value.outcome === "faulty")
      faults.set(name, { path: `${origin}.${name}`, message: value.faults[0] + (shortForm(cell) || found(cell)) });
    else if (value.value !== undefined) fields[name] = value.value;
  }
  return { fields, faults };
}

function describe(fault: SchemaFault, origin: string, fields: Fields): InputFault {
  const { path, message } = fault;
  const value = path.length === 1 ? fields[String(path[0])] : null;
  const text = typeof value === "string" ? value : "";
  const hint = shortForm(text);
  if (hint !== "") return { path: writePath([origin, ...path]), message: message + hint };
  const told = inputFault(fault, [origin]);
  return path[0] === "shortCode" ? { ...told, message: told.message + zeroHint(text, fields.territory) } : told;
}

const found = (text: string): string =>
  text.trim() === "" ? "" : `; found ${JSON.stringify(shorten(text.trim(), 60))}`;

/** What a spreadsheet makes of 112000 or of a long code; what stood there before cannot be told from it. */
const shortForm = (text: string): string =>
  /^[+-]?[0-9]+([.,][0-9]+)?E[+-]?[0-9]+$/i.test(text.trim())
    ? `; ${text.trim()} is a spreadsheet's short form of a number: give the column the format text`
    : "";

function zeroHint(text: string, territory: unknown): string {
  if (!/^[0-9]$/.test(text.trim())) return "";
  const whole = typeof territory === "string" ? withItsZeros(territory, text.trim()) : null;
  const zeros = whole === null ? "its zeros" : `the zeros of ${whole}`;
  return `: did a spreadsheet drop ${zeros}? Give the column the format text`;
}
