import { stringify } from "csv-stringify/sync";
import { defuseCell } from "../../defuse-cell.ts";
import { namedTotals, type ReportedFigures, type WatchReport } from "./report.ts";

const columns = [
  ...["from", "about", "name", "decided", "answered", "failed", "abandoned", "missing", "successRate"],
  ...["p50Ms", "p95Ms", "tried", "count", "text"],
] as const;

type Row = Readonly<Partial<Record<(typeof columns)[number], string | number | boolean | null>>>;

/** The report as CSV (RFC 4180), a row for each figure. `from` is a quarter of an hour, or `all`. */
export function writeReportCsv(report: WatchReport): string {
  const rows = [
    ...figureRows("all", report),
    ...report.quarters.flatMap((quarter) => figureRows(quarter.from, quarter)),
    ...report.changes.map(
      ({ activatedAt, version, author, reason }): Row => ({
        ...{ from: activatedAt, about: "change", name: String(version), text: `${author}: ${reason}` },
      }),
    ),
    ...report.alarms.map(
      ({ at, what, alarm, subject }): Row => ({
        ...{ from: at, about: `alarm ${what}`, name: alarm, text: subject },
      }),
    ),
    verificationRow(report),
  ];
  const cells = rows.map((row) => columns.map((column) => defuseCell(cellText(row[column]))));
  return stringify([columns, ...cells], { record_delimiter: "\r\n", quote_record_delimiter: true });
}

function figureRows(from: string, figures: ReportedFigures): readonly Row[] {
  const { territories, ingresses } = namedTotals(figures);
  return [
    { from, about: "total", ...figures.totals, ...figures.delays },
    ...territories.map((row) => ({ from, about: "territory", ...row })),
    ...ingresses.map((row) => ({ from, about: "ingress", ...row })),
    ...figures.byRoute.map((row) => ({ from, about: "route", ...row })),
    ...Object.entries(figures.flags).map(([name, count]) => ({ from, about: "flag", name, count })),
  ];
}

const verificationRow = ({ from, verification: { complete, intact, events } }: WatchReport): Row => ({
  from,
  about: "verification",
  count: events,
  text: complete ? (intact === true ? "intact" : "not intact") : "not complete",
});

const cellText = (value: Row[keyof Row]): string => (value === null || value === undefined ? "" : String(value));
