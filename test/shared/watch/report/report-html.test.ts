import * as fc from "fast-check";
import { expect, it } from "vitest";
import { writeReportHtml } from "../../../../shared/watch/report/report-html.ts";
import { exampleReport } from "../../../support/watch/example-report.ts";

const tagsOf = (html: string): readonly string[] => html.match(/<[^>]*>/g) ?? [];

const withReason = (reason: string) => {
  const report = exampleReport();
  return writeReportHtml({ ...report, changes: report.changes.map((change) => ({ ...change, reason })) });
};

it("needs nothing from elsewhere, and is made for A4", () => {
  const html = writeReportHtml(exampleReport());
  expect(html).not.toMatch(/<(?:script|link|img|iframe|object|base)|https?:|url\(|@import|\son\w+=/i);
  expect(html).toContain("@page{size:A4 portrait");
  expect(html).toContain("<td>GB</td>");
});

it("escapes every text: no reason adds a tag or an attribute", () => {
  const tags = tagsOf(withReason("CHG1"));
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (reason) => {
      expect(tagsOf(withReason(reason))).toEqual(tags);
    }),
  );
  for (const reason of ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "</td></tr>", "&lt;", "]]>"])
    expect(tagsOf(withReason(reason))).toEqual(tags);
  expect(withReason("a\u202eb\u0000c")).toContain("a\ufffdb\ufffdc");
});

it("says whether the window was watched as a whole, and whether the trail is whole", () => {
  const incomplete = writeReportHtml({ ...exampleReport(), complete: false });
  expect(incomplete).toContain("Not complete:");
  const altered = writeReportHtml({
    ...exampleReport(),
    verification: { complete: true, intact: false, keyed: false, events: 12, chains: 1 },
  });
  expect(altered).toContain("NOT whole or was altered");
});
