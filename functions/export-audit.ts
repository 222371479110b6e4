import type { HttpResponseInit } from "@azure/functions";
import { type ExportFormat, exportTrail } from "../shared/audit/trail/export-trail.ts";
import { readAll } from "../shared/audit/trail/read-trail.ts";
import { type AuditQueryDependencies, redactedFor, shownTo, withTrail } from "./edge/audit-answers.ts";
import { exportQuery, toTrailQuery } from "./edge/audit-queries.ts";
import { inPieces } from "./edge/in-pieces.ts";
import type { Limiter } from "./edge/one-at-a-time.ts";
import { problem } from "./edge/problem.ts";
import type { QueryHandler } from "./edge/with-query.ts";

/** About 25,000 decisions. The host takes only a complete answer, so all of it is in memory at once. */
const bytesAtMost = 64 * 1024 * 1024;
/** After `budgetMs` the export counts as too large; after `longestMs` a read that is under way is given up. */
const budgetMs = 30_000;
const longestMs = 40_000;

const contentTypes: Readonly<Record<ExportFormat, string>> = {
  ndjson: "application/x-ndjson",
  csv: "text/csv; charset=utf-8; header=present",
};

export type ExportAuditDependencies = AuditQueryDependencies & { readonly oneAtATime: Limiter };

/** GET /api/v1/audit/events/export: all events of a window as a file. The answer is the whole file or a problem, never a part. */
export const makeExportAudit = (dependencies: ExportAuditDependencies): QueryHandler => {
  const { tables, log, clock, recordRead, oneAtATime } = dependencies;
  return withTrail(exportQuery, { log, limit: oneAtATime }, async (_, caller, asked) => {
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
  });
};

const tooMuch = (fitsUntil: string): HttpResponseInit =>
  problem(400, `there is more than one export holds; export up to ${fitsUntil} and go on from there`, {
    errors: [{ path: "to", message: `must be at most ${fitsUntil}` }],
  });
