import { pace } from "../../pace.ts";
import { csvHeader, csvLine, csvUnreadable } from "../event-csv.ts";
import type { ShowEvent } from "../mask-personal.ts";
import { readEvent } from "../read-event.ts";
import type { TrailRow } from "./stored-row.ts";
import { instantOf, isPosition } from "./trail-keys.ts";

export const exportFormats = ["ndjson", "csv"] as const;

export type ExportFormat = (typeof exportFormats)[number];

/** `whole`: all events, as pieces of a file. `too-much`: only the events before `fitsUntil` would have fitted. */
export type TrailExport =
  | { readonly outcome: "whole"; readonly pieces: readonly Uint8Array[] }
  | { readonly outcome: "too-much"; readonly fitsUntil: string };

export type ExportOptions = {
  readonly format: ExportFormat;
  readonly show: ShowEvent;
  readonly bytesAtMost: number;
  /** Monotonic, in milliseconds. */
  readonly clock: () => number;
  /** How long to go on reading. */
  readonly budgetMs: number;
};

const rowsPerPiece = 64;

/** Writes events to a file in memory, piece by piece: the Functions host takes an answer only as a whole. */
export async function exportTrail(
  rows: AsyncIterable<TrailRow>,
  { format, show, bytesAtMost, clock, budgetMs }: ExportOptions,
): Promise<TrailExport> {
  const overAtMs = clock() + budgetMs;
  const pieces: Uint8Array[] = [];
  let lines: string[] = format === "csv" ? [csvHeader()] : [];
  let bytes = 0;
  const cutPiece = (): void => {
    // None that is empty: a response is never read on behind such a piece (seen with Node.js 20.20).
    if (lines.length === 0) return;
    const piece = Buffer.from(lines.join(""), "utf8");
    bytes += piece.byteLength;
    pieces.push(piece);
    lines = [];
  };
  for await (const row of rows) {
    if (!isPosition(row.position)) continue;
    lines.push(lineOf(row, format, show));
    if (lines.length < rowsPerPiece) continue;
    cutPiece();
    if (bytes > bytesAtMost || clock() > overAtMs) return { outcome: "too-much", fitsUntil: instantOf(row.position) };
    if (pace.isDue()) await pace.rest();
  }
  cutPiece();
  return { outcome: "whole", pieces };
}

/** A row that holds no event is not left out: its line names the row. */
function lineOf({ text, row: { partitionKey, rowKey } }: TrailRow, format: ExportFormat, show: ShowEvent): string {
  const read = readEvent(text ?? "");
  if ("reason" in read)
    return format === "csv" ? csvUnreadable(rowKey) : `${JSON.stringify({ unreadable: { partitionKey, rowKey } })}\n`;
  const shown = show(read);
  return format === "csv" ? csvLine(shown.event, shown.text) : `${shown.text}\n`;
}
