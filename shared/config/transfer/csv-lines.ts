import { decodePieces } from "./decode-pieces.ts";
import { longestItem } from "./import-limits.ts";

/** A line of a file as it stands there, with its end. */
export type CsvLine = { readonly line: number; readonly text: string };

/** The lines of one record; not whole when a quote is left open. */
export type CsvGroup = { readonly lines: readonly CsvLine[]; readonly isWhole: boolean };

/** The lines of a file, whichever of CR LF, LF and CR ends them. One that is longer than any record is the last. */
export function* splitLines(bytes: Uint8Array): Generator<CsvLine> {
  let line = 1;
  let rest = "";
  let heldBack = "";
  for (const piece of decodePieces(bytes)) {
    // A CR at the end of a piece may be half of a line's end.
    const isCut = piece.endsWith("\r");
    const parts = (heldBack + (isCut ? piece.slice(0, -1) : piece)).split(/(?<=\n|\r(?!\n))/);
    heldBack = isCut ? "\r" : "";
    for (const part of parts) {
      rest += part;
      if (!/[\r\n]$/.test(part)) continue;
      yield { line: line++, text: rest };
      rest = "";
    }
    if (rest.length > longestItem) break;
  }
  if (rest !== "") yield { line, text: rest };
}

/**
 * Puts the lines of one record together: a line break within quotes does not end it, and a whole record has an even number
 * of quotes. A caller that finds a group faulty calls `putBack` with the lines after its first: those may be good records.
 */
export function groupLines(bytes: Uint8Array): {
  readonly groups: Iterable<CsvGroup>;
  readonly putBack: (lines: readonly CsvLine[]) => void;
} {
  const source = splitLines(bytes);
  const returned: CsvLine[] = [];
  const next = (): CsvLine | undefined => returned.pop() ?? source.next().value ?? undefined;

  function* groups(): Generator<CsvGroup> {
    for (let first = next(); first !== undefined; first = next()) {
      const lines = [first];
      let isWhole = hasEvenQuotes(first.text);
      for (let length = first.text.length; !isWhole && length < longestItem; ) {
        const line = next();
        if (line === undefined) break;
        lines.push(line);
        length += line.text.length;
        if (!hasEvenQuotes(line.text)) isWhole = true;
      }
      yield { lines, isWhole: isWhole && sizeOf(lines) <= longestItem };
    }
  }

  return {
    groups: groups(),
    putBack: (lines) => {
      for (const line of lines.toReversed()) returned.push(line);
    },
  };
}

const sizeOf = (lines: readonly CsvLine[]): number => lines.reduce((size, { text }) => size + text.length, 0);

function hasEvenQuotes(text: string): boolean {
  let isEven = true;
  for (let at = text.indexOf('"'); at !== -1; at = text.indexOf('"', at + 1)) isEven = !isEven;
  return isEven;
}
