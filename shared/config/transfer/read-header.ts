import { type Checked, faulty, valid } from "../../checked.ts";
import { shorten } from "../../shorten.ts";

/** A column that a file can have. */
type Named = { readonly name: string; readonly isOptional: boolean };

/** Spreadsheets write delimiters after the last cell where another line is longer. */
export const withoutTrailing = (cells: readonly string[]): readonly string[] =>
  cells.slice(0, cells.findLastIndex((cell) => cell.trim() !== "") + 1);

/** The columns that a header names, in any case and order; or in one sentence what it should name and what it does. */
export function readHeader<Column extends Named>(
  cells: readonly string[],
  known: readonly Column[],
): Checked<readonly Column[], string> {
  const byName = new Map(known.map((column) => [column.name.toLowerCase(), column]));
  const names = withoutTrailing(cells).map((cell) => cell.trim());
  const columns = names.map((name) => byName.get(name.toLowerCase()));
  const named = columns.filter((column) => column !== undefined);
  const missing = known.filter((column) => !column.isOptional && !named.includes(column));
  const twice = known.filter((column) => named.filter((other) => other === column).length > 1);
  const unknown = names.filter((_, i) => columns[i] === undefined);
  const wrong = [
    ...about(missing, "missing"),
    ...about(twice, "there twice"),
    ...(unknown.length === 0 ? [] : [`not known: ${shorten(unknown.map(quoted).join(", "), 100)}`]),
  ];
  if (wrong.length === 0) return valid(named);
  const optional = known.filter(({ isOptional }) => isOptional);
  const expected = `${list(known.filter((column) => !optional.includes(column)))}${optional.length === 0 ? "" : `, and any of ${list(optional)}`}`;
  const message = `the header is wrong (${wrong.join("; ")}): expected ${expected}; found ${shorten(names.map(quoted).join(", "), 100)}`;
  return faulty([message]);
}

const list = (columns: readonly Named[]): string => columns.map(({ name }) => name).join(", ");
const about = (columns: readonly Named[], what: string): readonly string[] =>
  columns.length === 0 ? [] : [`${what}: ${list(columns)}`];
const quoted = (name: string): string => (name === "" ? "a column without a name" : name);
