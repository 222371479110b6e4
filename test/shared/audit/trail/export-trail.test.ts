import { parse } from "csv-parse/sync";
import { describe, expect, it } from "vitest";
import { showWhole } from "../../../../shared/audit/mask-personal.ts";
import { type ExportOptions, exportTrail } from "../../../../shared/audit/trail/export-trail.ts";
import type { TrailRow } from "../../../../shared/audit/trail/stored-row.ts";
import { positionOf } from "../../../../shared/audit/trail/trail-keys.ts";
import { monotonic } from "../../../../shared/clock.ts";
import { chainOfCalls } from "../../../support/trail/trail.ts";

const events = chainOfCalls(200, "2026-11-22T12:00:00.000Z", { callId: 'a,b\n"c"' });
const rows: readonly TrailRow[] = events.map((event) => ({
  position: positionOf(event),
  text: JSON.stringify(event),
  row: { partitionKey: "0", rowKey: positionOf(event) },
}));

async function* streamOf(all: readonly TrailRow[]): AsyncGenerator<TrailRow> {
  yield* all;
}

async function* piecesOf(all: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* all;
}

async function fileOf(all: readonly TrailRow[], changes: Partial<ExportOptions> & Pick<ExportOptions, "format">) {
  const options = { show: showWhole, bytesAtMost: 10_000_000, clock: monotonic, budgetMs: 60_000, ...changes };
  const written = await exportTrail(streamOf(all), options);
  return written.outcome === "whole" ? Buffer.concat(written.pieces).toString("utf8") : written;
}

describe("an export", () => {
  it("has one event a line as NDJSON", async () => {
    const lines = String(await fileOf(rows, { format: "ndjson" })).split("\n");
    expect(lines.pop()).toBe("");
    expect(lines.map((line) => JSON.parse(line))).toEqual(events);
  });

  it("has one event a record as CSV, after the names of the columns", async () => {
    const records: Record<string, string>[] = parse(String(await fileOf(rows, { format: "csv" })), { columns: true });
    expect(records.map(({ event }) => JSON.parse(event ?? ""))).toEqual(events);
  });

  it("of nothing is an empty file, with the names of the columns as CSV", async () => {
    expect(await fileOf([], { format: "ndjson" })).toBe("");
    expect(await fileOf([], { format: "csv" })).toMatch(/^time,type,.*,event\r\n$/);
  });

  it.each([0, 63, 64, 65, 128])("can be the body of an answer, whatever it holds: %d events", async (count) => {
    const options = {
      format: "ndjson",
      show: showWhole,
      bytesAtMost: 10_000_000,
      clock: monotonic,
      budgetMs: 60_000,
    } as const;
    const written = await exportTrail(streamOf(rows.slice(0, count)), options);
    const pieces = written.outcome === "whole" ? written.pieces : [];
    expect(pieces.map(({ byteLength }) => byteLength)).not.toContain(0);
    const answer = await new Response(piecesOf(pieces)).text();
    expect(answer.match(/\n/g) ?? []).toHaveLength(count);
  });

  it.each(["ndjson", "csv"] as const)("names a row that holds no event as %s", async (format) => {
    const [first, second] = rows;
    if (first === undefined || second === undefined) throw new Error("no rows");
    const file = String(await fileOf([{ ...first, text: "{" }, second], { format }));
    expect(file).toContain("unreadable");
    expect(file).toContain(first.row.rowKey);
    expect(file).toContain(events[1]?.id);
  });

  it.each([
    ["too large", { bytesAtMost: 50_000 }],
    ["too slow", { budgetMs: -1 }],
  ])("that is %s says up to where it is not, and that part fits", async (_, changes) => {
    const written = await fileOf(rows, { format: "ndjson", ...changes });
    const fitsUntil = typeof written === "string" ? "" : written.fitsUntil;
    const part = rows.filter(({ position }) => position < fitsUntil);
    expect(part.length).toBeGreaterThan(10);
    expect(part.length).toBeLessThan(200);
  });
});
