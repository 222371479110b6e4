import type { HttpResponseInit } from "@azure/functions";
import { type ExportFormat, exportTrail } from "../shared/audit/trail/export-trail.ts";
import { readAll } from "../shared/audit/trail/read-trail.ts";
import { answering, type QueriedHandler } from "./edge/answering.ts";
import {
  type AuditQueryDependencies,
  redactedFor,
  shownTo,
  whileStoreAnswers,
  whoMaySeeCallers,
} from "./edge/audit-answers.ts";
import { exportQuery, toTrailQuery } from "./edge/audit-queries.ts";
import { inPieces } from "./edge/in-pieces.ts";
import type { Gate } from "./edge/one-at-a-time.ts";
import { problem } from "./edge/problem.ts";

/** Some 25,000 decisions. The host takes an answer only when it is whole, so that all of it is in memory at once. */
const bytesAtMost = 64 * 1024 * 1024;
/** How long to read before what fits is found to be too much, and after how long the reading is given up. */
const budgetMs = 30_000;
const longestMs = 40_000;

const contentTypes: Readonly<Record<ExportFormat, string>> = {
  ndjson: "application/x-ndjson",
  csv: "text/csv; charset=utf-8; header=present",
};

/** GET /api/v1/audit/events/export: all events of a window as a file. It is whole, or it is a problem: never cut short. */
export const makeAuditExportHandler = (
  { tables, log, clock, recordRead }: AuditQueryDependencies,
  gate: Gate,
): QueriedHandler =>
  answering(
    exportQuery,
    whoMaySeeCallers(
      whileStoreAnswers(
        log,
        gate(async (_, caller, asked) => {
          const { format } = asked;
          await recordRead(caller, "export", asked);
          const lateAtMs = clock() + longestMs;
          const rows = readAll(tables, toTrailQuery(asked), () => clock() > lateAtMs);
          const written = await exportTrail(rows, { format, show: shownTo(caller), bytesAtMost, clock, budgetMs });
          if (written.outcome === "too-much") return tooMuch(written.fitsUntil);
          return {
            headers: {
              "content-type": contentTypes[format],
              "content-disposition": `attachment; filename="audit-events.${format}"`,
              ...redactedFor(caller),
            },
            body: inPieces(written.pieces),
          };
        }),
      ),
    ),
  );

const tooMuch = (fitsUntil: string): HttpResponseInit =>
  problem(400, `there is more than one export holds; export up to ${fitsUntil} and go on from there`, [
    { path: "to", message: `must be at most ${fitsUntil}` },
  ]);
