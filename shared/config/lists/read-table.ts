import { splitLines } from "../transfer/csv-lines.ts";
import { originColumn } from "./db-text.ts";
import { type GivenPart, malformedAt, readString } from "./given-list.ts";

/** Cells of a line by the names of their columns. */
export type Cells = (column: string) => string | undefined;

/** Which columns hold the strings and where they go; `fault` says why a line can match no whole string, null where it can. */
export type TableColumns = {
  readonly key: string;
  readonly value: string;
  readonly fault: (cells: Cells) => string | null;
};

/** Reads a `db_text` table, with its columns in any order. */
export function* readTable(bytes: Uint8Array, columns: TableColumns): Generator<GivenPart> {
  let names: readonly string[] | null = null;
  const wanted = `must name the columns ${columns.key} and ${columns.value}`;
  for (const { line, text } of splitLines(bytes)) {
    const content = text.replace(/[\r\n]+$/, "");
    if (content.trim() === "") continue;
    if (names === null) {
      names = columnNames(content);
      if (names.includes(columns.key) && names.includes(columns.value)) continue;
      return yield malformedAt(`line ${line}`, content, wanted);
    }
    yield* readLine(`line ${line}`, content, names, columns);
  }
  if (names === null) yield malformedAt("line 1", "", wanted);
}

/** `key_name(string) key_type(int)`: names, each with its type. */
const columnNames = (line: string): readonly string[] =>
  line.split(/\s+/).flatMap((column) => /^([^(\s]+)\(/.exec(column)?.[1] ?? []);

function* readLine(at: string, content: string, names: readonly string[], columns: TableColumns): Generator<GivenPart> {
  const values = readValues(content);
  if (values.length !== names.length)
    return yield malformedAt(at, content, `has ${values.length} values for ${names.length} columns`);
  const cells: Cells = (column) => values[names.indexOf(column)];
  const origin = cells(originColumn) ?? "";
  if (origin !== "") yield readOrigin(at, origin);
  const fault = columns.fault(cells);
  if (fault !== null) yield malformedAt(at, content, fault);
  else yield readString(at, cells(columns.key) ?? "", cells(columns.value) ?? "");
}

function readOrigin(at: string, text: string): GivenPart {
  const version = /(?:^| )version=([0-9]{1,9})(?: |$)/.exec(text)?.[1];
  return version === undefined ? malformedAt(at, text, "does not say a version") : { version: Number(version) };
}

/** The values between colons; a backslash takes the meaning from the character behind it. */
function readValues(line: string): readonly string[] {
  const values: string[] = [];
  let value = "";
  for (let i = 0; i < line.length; i++) {
    if (line[i] === ":") {
      values.push(value);
      value = "";
    } else if (line[i] === "\\" && i + 1 < line.length) value += line[++i];
    else value += line[i];
  }
  return [...values, value];
}
