import { CsvError, type Options, parse } from "csv-parse/sync";
import { pace } from "../../pace.ts";
import { type CsvLine, groupLines, splitLines } from "./csv-lines.ts";
import { linesAtMost, unreadableLinesAtMost } from "./import-limits.ts";

/** A record with the line that it begins on, or what is wrong there; blank lines are no records. */
export type CsvRecord =
  | { readonly line: number; readonly cells: readonly string[] }
  | { readonly line: number; readonly fault: string };

/** The parser has to be set up for each call: some lines at once take a tenth of the time that they take alone. */
const linesAtOnce = 32;
const charactersAtOnce = 16 * 1024;

/**
 * Reads CSV in UTF-8 (RFC 4180) as people have it: any line ends, comma, semicolon or tab between cells. A line that cannot
 * be read is one fault, and reading goes on with the next line. Paced.
 */
export async function* readCsv(bytes: Uint8Array): AsyncGenerator<CsvRecord> {
  let unreadable = 0;
  for await (const record of readRecords(bytes)) {
    yield record;
    if (!("fault" in record) || ++unreadable < unreadableLinesAtMost) continue;
    return yield {
      line: record.line,
      fault: `is the last of ${unreadable} that are no CSV; others were not looked at`,
    };
  }
}

async function* readRecords(bytes: Uint8Array): AsyncGenerator<CsvRecord> {
  const { delimiter, sepLine } = delimiterOf(bytes);
  const read = makeReader(delimiter);
  const { groups, putBack } = groupLines(bytes);
  let waiting: CsvLine[] = [];
  let waitingCharacters = 0;
  for (const { lines, isWhole } of groups) {
    const [first, ...others] = lines;
    if (first === undefined || first.line === sepLine) continue;
    if (first.line > linesAtMost) {
      yield { line: first.line, fault: `is one more than the ${linesAtMost} lines that a file may have` };
      return;
    }
    if (isWhole && others.length === 0) {
      waiting.push(first);
      waitingCharacters += first.text.length;
      if (waiting.length < linesAtOnce && waitingCharacters < charactersAtOnce) continue;
    }
    yield* withoutBlank(readTogether(waiting, read));
    waiting = [];
    waitingCharacters = 0;
    if (pace.isDue()) await pace.rest();
    if (isWhole && others.length === 0) continue;
    const record = isWhole ? readOne(lines, read) : { line: first.line, fault: openQuote };
    yield* withoutBlank([record]);
    if ("fault" in record) putBack(others);
  }
  yield* withoutBlank(readTogether(waiting, read));
}

const openQuote = "has a quote that is not closed, or is too long";

type Reader = (text: string) => readonly (readonly string[])[] | null;

/** Gives null for text that is not CSV. */
function makeReader(delimiter: string): Reader {
  const options: Options = { delimiter, record_delimiter: ["\r\n", "\n", "\r"], relax_column_count: true };
  return (text) => {
    try {
      return parse(text, options);
    } catch (error) {
      if (error instanceof CsvError) return null;
      throw error;
    }
  };
}

/** Records of one line each. */
function readTogether(lines: readonly CsvLine[], read: Reader): readonly CsvRecord[] {
  const records = read(lines.map(({ text }) => text).join(""));
  if (records?.length !== lines.length) return lines.map((line) => readOne([line], read));
  return records.map((cells, i) => ({ line: lines[i]?.line ?? 0, cells }));
}

function readOne(lines: readonly CsvLine[], read: Reader): CsvRecord {
  const line = lines[0]?.line ?? 0;
  const [cells, ...more] = read(lines.map(({ text }) => text).join("")) ?? [];
  if (cells !== undefined && more.length === 0) return { line, cells };
  return { line, fault: "has a quote out of place: put the whole cell in quotes, and write each quote in it twice" };
}

const withoutBlank = (records: readonly CsvRecord[]): readonly CsvRecord[] =>
  records.filter((record) => "fault" in record || record.cells.some((cell) => cell.trim() !== ""));

/**
 * What the line `sep=;` says, which Excel writes and reads above a header; else what stands most often in the first line that
 * is not blank: names of columns hold none of them. `sepLine` is that line's number, 0 where there is none.
 */
function delimiterOf(bytes: Uint8Array): { readonly delimiter: string; readonly sepLine: number } {
  for (const { text, line } of splitLines(bytes.subarray(0, charactersAtOnce))) {
    if (text.trim() === "") continue;
    const said = /^\s*"?sep=([,;\t|])"?\s*$/i.exec(text)?.[1];
    if (said !== undefined) return { delimiter: said, sepLine: line };
    const count = (delimiter: string): number => text.split(delimiter).length;
    const delimiter = [",", ";", "\t"].reduce((best, other) => (count(other) > count(best) ? other : best));
    return { delimiter, sepLine: 0 };
  }
  return { delimiter: ",", sepLine: 0 };
}
