import { stringify } from "csv-stringify/sync";
import { faulty } from "../../checked.ts";
import { encodingFault } from "../transfer/decode-pieces.ts";
import { readCsv } from "../transfer/read-csv.ts";
import type { EmergencyList, ListEntry } from "./emergency-list.ts";
import { type GivenPart, gatherParts, malformedAt, readString } from "./given-list.ts";
import { type ListFormat, sbc } from "./list-format.ts";
import { joinTargets, nextHop } from "./targets.ts";

/** A table for spreadsheets and other systems (RFC 4180). Each line says which version it is of, as CSV has no comments. */
export const csv: ListFormat = {
  contentType: "text/csv; charset=utf-8; header=present",
  extension: "csv",
  withUrns: true,
  holder: sbc,
  write: textsOf,
  read: async (bytes) => {
    const fault = await encodingFault(bytes);
    return fault === null ? gatherParts(readLines(bytes)) : faulty([fault]);
  },
};

/** The columns and their cells. Several words in a cell have spaces between them. */
const columns: Readonly<Record<string, (entry: ListEntry, list: EmergencyList) => string>> = {
  dialString: ({ dialString }) => dialString,
  class: (entry) => entry.class,
  territories: ({ territories }) => territories.join(" "),
  shortCode: ({ shortCode }) => shortCode ?? "",
  requestUri1: ({ routes }) => routes[0]?.requestUri ?? "",
  requestUri2: ({ routes }) => routes[1]?.requestUri ?? "",
  nextHop1: ({ routes }) => nextHop(routes[0]),
  nextHop2: ({ routes }) => nextHop(routes[1]),
  version: (_entry, { version }) => String(version),
};

/** Some lines are faster written together than each alone, or all at once. */
const linesAtOnce = 50;

function* textsOf(list: EmergencyList): Generator<string> {
  yield `${Object.keys(columns).join()}\r\n`;
  for (let i = 0; i < list.entries.length; i += linesAtOnce)
    yield stringify(
      list.entries.slice(i, i + linesAtOnce).map((entry) => Object.values(columns).map((cell) => cell(entry, list))),
      { record_delimiter: "\r\n" },
    );
}

const needed = ["dialString", "requestUri1"];
const wanted = `must name the columns ${needed.join(" and ")}`;

/** Reads the columns by their names, in any order. */
async function* readLines(bytes: Uint8Array): AsyncGenerator<GivenPart> {
  let names: readonly string[] | null = null;
  for await (const record of readCsv(bytes)) {
    const at = `line ${record.line}`;
    if ("fault" in record) yield malformedAt(at, "", record.fault);
    else if (names === null) {
      names = record.cells.map((cell) => cell.trim());
      if (needed.some((name) => !names?.includes(name))) return yield malformedAt(at, record.cells.join(), wanted);
    } else yield* readRecord(at, names, record.cells);
  }
  if (names === null) yield malformedAt("line 1", "", wanted);
}

function* readRecord(at: string, names: readonly string[], cells: readonly string[]): Generator<GivenPart> {
  const cell = (name: string): string => cells[names.indexOf(name)]?.trim() ?? "";
  const version = cell("version");
  if (/^[0-9]{1,9}$/.test(version)) yield { version: Number(version) };
  const targets = joinTargets(["requestUri1", "requestUri2", "nextHop1", "nextHop2"].map(cell));
  // The mark by which some programs keep a spreadsheet from reading a formula.
  yield readString(at, cell("dialString").replace(/^'/, ""), targets);
}
