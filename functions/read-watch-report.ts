import * as z from "zod";
import { quarterMs } from "../shared/watch/figures/spans.ts";
import { type ReadSourcesDependencies, readSources } from "../shared/watch/report/read-sources.ts";
import { makeReport, type WatchReport } from "../shared/watch/report/report.ts";
import { writeReportCsv } from "../shared/watch/report/report-csv.ts";
import { writeReportHtml } from "../shared/watch/report/report-html.ts";
import { type AuditQueryDependencies, withTrail } from "./edge/audit-answers.ts";
import { verificationQuery } from "./edge/audit-queries.ts";
import type { Limiter } from "./edge/one-at-a-time.ts";
import type { QueryHandler } from "./edge/with-query.ts";

export const reportFormats = ["json", "csv", "html"] as const;

const isQuarter = (instant: string | undefined): boolean =>
  instant === undefined || Date.parse(instant) % quarterMs === 0;
const fullQuarter = "must be a full quarter of an hour, such as 2026-11-22T12:15:00Z";

export const watchReportQuery = verificationQuery
  .safeExtend({ format: z.enum(reportFormats).default("json") })
  .refine(({ from }) => isQuarter(from), { path: ["from"], message: fullQuarter })
  .refine(({ to }) => isQuarter(to), { path: ["to"], message: fullQuarter });

export type ReadWatchReportDependencies = Pick<AuditQueryDependencies, "log" | "recordRead"> &
  ReadSourcesDependencies & { readonly oneAtATime: Limiter };

/** Should a browser show the page: it loads and runs nothing, and is in no other page. */
const headers = { "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'" };

const writers: Readonly<
  Record<(typeof reportFormats)[number], { type: string; write: (report: WatchReport) => string }>
> = {
  json: { type: "application/json", write: (report) => JSON.stringify(report) },
  csv: { type: "text/csv; charset=utf-8; header=present", write: writeReportCsv },
  html: { type: "text/html; charset=utf-8", write: writeReportHtml },
};

/** GET /api/v1/watch/report: what became of the emergency calls of a window, for whoever asks an operator for it. */
export const makeReadWatchReport = (dependencies: ReadWatchReportDependencies): QueryHandler => {
  const { log, recordRead, oneAtATime } = dependencies;
  return withTrail(watchReportQuery, { log, limit: oneAtATime }, async (_, caller, asked) => {
    const { from, to, format } = asked;
    await recordRead(caller, "report", asked);
    const report = makeReport(await readSources({ from, to }, dependencies));
    const { type, write } = writers[format];
    return { headers: { ...headers, "content-type": type }, body: write(report) };
  });
};
