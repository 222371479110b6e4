import { parse } from "csv-parse/sync";
import { expect, it } from "vitest";
import { writeReportCsv } from "../../../../shared/watch/report/report-csv.ts";
import { exampleReport } from "../../../support/watch/example-report.ts";

const rowsOf = (csv: string): readonly Record<string, string>[] => parse(csv, { columns: true });

it("has a row for each figure, change and alarm", () => {
  const rows = rowsOf(writeReportCsv(exampleReport()));
  expect(rows).toMatchObject([
    { from: "all", about: "total", decided: "5", answered: "3", successRate: "0.75" },
    { from: "all", about: "territory", name: "GB", decided: "5" },
    { from: "all", about: "ingress", name: "zoom" },
    { from: "all", about: "route", name: "emergency-a", tried: "5", failed: "1" },
    { from: "all", about: "flag", name: "ambiguous-territory", count: "2" },
    { from: "2026-11-22T12:00:00.000Z", about: "total", decided: "0", successRate: "" },
    { from: "2026-11-22T12:15:00.000Z", about: "total", decided: "5" },
    { about: "territory" },
    { about: "ingress" },
    { about: "route" },
    { about: "flag" },
    { from: "2026-11-20T08:00:00.000Z", about: "change", name: "7", text: "a@b.example: CHG1" },
    { from: "2026-11-22T12:16:00.000Z", about: "alarm raised", name: "contingency-used", text: "GB" },
    { about: "verification", count: "12", text: "intact" },
  ]);
});

it("holds nothing that a spreadsheet would run, in whatever it was given", () => {
  const evil = '=HYPERLINK("http://evil.example","x")';
  const changes = exampleReport().changes.map((change) => ({ ...change, author: evil, reason: "x\r\n=1+1" }));
  const rows = rowsOf(writeReportCsv(exampleReport({ changes })));
  for (const cell of rows.flatMap((row) => Object.values(row))) expect(cell).not.toMatch(/^[=+\-@\t\r]/);
  expect(rows.find(({ about }) => about === "change")?.text).toBe(`'${evil}: x\r\n=1+1`);
});
