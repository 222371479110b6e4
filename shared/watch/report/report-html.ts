import { namedTotals, type ReportedFigures, type WatchReport } from "./report.ts";

type Cell = string | number | null;

/** The report as one page that needs nothing from elsewhere, and prints on A4. Everything that is not ours is escaped. */
export function writeReportHtml(report: WatchReport): string {
  const { from, to, complete, changes, alarms } = report;
  const title = `Emergency calls from ${from} to ${to}`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<style>${style}</style>
</head>
<body>
<h1>${escaped(title)}</h1>
<p>${complete ? "The window is over and was watched from its beginning." : "<strong>Not complete:</strong> the window is not over, or was not watched from its beginning."}
${escaped(verificationText(report))}</p>
${table("In all", totalsColumns, [totalsRow("all", report)])}
${figureTables(report)}
${table("By quarter of an hour, where there were calls", totalsColumns, busyQuarters(report))}
${table(
  "Changes that were live",
  ["version", "live from", "author", "reason"],
  changes.map(({ version, activatedAt, author, reason }) => [version, activatedAt, author, reason]),
)}
${table(
  "Alarms",
  ["at", "alarm", "subject", "what"],
  alarms.map(({ at, alarm, subject, what }) => [at, alarm, subject, what]),
)}
</body>
</html>
`;
}

const style =
  "@page{size:A4 portrait;margin:15mm}" +
  "body{font:10pt/1.4 system-ui,sans-serif;color:#000;background:#fff;max-width:180mm;margin:0 auto;padding:5mm}" +
  "h1{font-size:15pt}h2{font-size:12pt;break-after:avoid}" +
  "table{border-collapse:collapse;width:100%;margin:0 0 6mm}thead{display:table-header-group}tr{break-inside:avoid}" +
  "th,td{border-bottom:.2mm solid #999;padding:.8mm 1.5mm;text-align:left;vertical-align:top;overflow-wrap:anywhere}" +
  "td.n{text-align:right;font-variant-numeric:tabular-nums;overflow-wrap:normal}" +
  "@media print{body{padding:0}}";

const countColumns = ["decided", "answered", "failed", "abandoned", "missing", "success"];
const totalsColumns = ["", ...countColumns, "p50, ms", "p95, ms"];

const totalsRow = (name: string, { totals, delays }: ReportedFigures): readonly Cell[] => [
  name,
  ...[totals.decided, totals.answered, totals.failed, totals.abandoned, totals.missing, percent(totals.successRate)],
  ...[delays.p50Ms, delays.p95Ms],
];

const busyQuarters = ({ quarters }: WatchReport): readonly (readonly Cell[])[] =>
  quarters.filter(({ totals }) => totals.decided > 0).map((quarter) => totalsRow(quarter.from, quarter));

function figureTables(figures: ReportedFigures): string {
  const { territories, ingresses } = namedTotals(figures);
  const rows = (list: typeof territories) =>
    list.map(({ name, decided, answered, failed, abandoned, missing, successRate }) => [
      ...[name, decided, answered, failed, abandoned, missing, percent(successRate)],
    ]);
  return [
    table("By territory", ["territory", ...countColumns], rows(territories)),
    table("By ingress", ["ingress", ...countColumns], rows(ingresses)),
    table(
      "By route",
      ["route", "tried", "answered", "failed"],
      figures.byRoute.map(({ name, tried, answered, failed }) => [name, tried, answered, failed]),
    ),
    table("Flags of decisions", ["flag", "decisions"], Object.entries(figures.flags)),
  ].join("\n");
}

const percent = (rate: number | null): string => (rate === null ? "" : `${(rate * 100).toFixed(2)} %`);

function verificationText({ verification: { complete, intact, keyed, events } }: WatchReport): string {
  if (!complete) return "Its audit trail is too long to be verified here: verify it day by day.";
  const signed = keyed === true ? ", and a key vouches for it" : "";
  return intact === true
    ? `Its audit trail of ${events} events is whole and unaltered${signed}.`
    : `Its audit trail of ${events} events is NOT whole or was altered.`;
}

function table(heading: string, columns: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const head = columns.map((column) => `<th scope="col">${escaped(column)}</th>`).join("");
  const body = rows.map((row) => `<tr>${row.map(cell).join("")}</tr>`).join("\n");
  const none =
    rows.length === 0 ? "<p>None.</p>" : `<table><thead><tr>${head}</tr></thead>\n<tbody>${body}</tbody></table>`;
  return `<h2>${escaped(heading)}</h2>\n${none}`;
}

const cell = (value: Cell): string =>
  typeof value === "number" ? `<td class="n">${value}</td>` : `<td>${escaped(value ?? "")}</td>`;

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Also without characters that no HTML document may hold, or that turn the direction of what follows. */
const escaped = (text: string): string =>
  text
    .replace(/[&<>"']/g, (character) => entities[character] ?? "")
    .replace(/[\p{Cc}\p{Cs}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, "\ufffd");
