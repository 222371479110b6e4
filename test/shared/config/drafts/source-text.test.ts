import { expect, it } from "vitest";
import { catalogue } from "../../../../shared/catalogue/catalogue.ts";
import { sourcesOf } from "../../../../shared/catalogue/catalogue-sources.ts";
import { numberSchema } from "../../../../shared/config/document.ts";
import { sourceRemarks } from "../../../../shared/config/drafts/source-text.ts";

const source = (name: string, date: string | null) => ({ name, date });

it.each([
  [[], "built-in catalogue", null],
  [[source("A list", null)], "A list", null],
  [[source("A list", null), source("A law", "2009")], "A law (2009); A list", "2009-01-01"],
  [
    [source("A", "2012-04-03"), source("B", "2023-12"), source("C", "2021")],
    "B (2023-12); C (2021); A (2012-04-03)",
    "2023-12-01",
  ],
  [[source("A", "2026-03-05"), source("B", "2026")], "A (2026-03-05); B (2026)", "2026-03-05"],
])("writes the latest first, and never a later day than a source gives: %j", (sources, text, verifiedOn) => {
  expect(sourceRemarks(sources)).toEqual({ source: text, verifiedOn });
});

it("says how many sources there is no room for", () => {
  const sources = ["a", "b", "c"].map((letter) => source(letter.repeat(100), "2026"));
  expect(sourceRemarks(sources).source).toBe(`${"a".repeat(100)} (2026); ${"b".repeat(100)} (2026); and 1 more`);
});

it("fits the fields of a number for every number of the catalogue", () => {
  for (const { territory, shortCode } of catalogue) {
    const item = { territory, shortCode, class: "emergency", ...sourceRemarks(sourcesOf(territory, shortCode)) };
    expect(numberSchema.safeParse(item).error?.issues, `${territory} ${shortCode}`).toBeUndefined();
    expect(item.source).not.toBe("built-in catalogue");
  }
});
