import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { catalogue } from "../../shared/catalogue/catalogue.ts";
import { dangerCodes } from "../../shared/config/danger-codes.ts";
import { callClasses } from "../../shared/recognition/classes.ts";
import { renderWords } from "./render-words.ts";

const read = (name: string): string => readFileSync(new URL(`../../docs/${name}`, import.meta.url), "utf8");

/** The words that stand first in the rows of the table below a heading. */
const firstCells = (markdown: string, heading: string): readonly string[] =>
  [...(markdown.split(`${heading}\n`)[1]?.split(/^#/m)[0] ?? "").matchAll(/^ *\| `([^`]+)`/gm)].map(
    ([, word = ""]) => word,
  );

// `npm run words` writes the page anew.
it("docs/words.md has every word of the code with its meaning", async () => {
  await expect(renderWords()).toMatchFileSnapshot("../../docs/words.md");
});

it("README.md counts the numbers of the catalogue", () => {
  expect(read("../README.md").replace(/\s+/g, " ")).toContain(`[${catalogue.length.toLocaleString("en-US")} numbers]`);
});

it("docs/configuration.md says of every danger when it is one", () => {
  expect([...firstCells(read("configuration.md"), "### Dangers")].sort()).toEqual([...dangerCodes].sort());
});

it("docs/recognition-and-conversion.md says of every class what is done with it", () => {
  const listed = firstCells(read("recognition-and-conversion.md"), "## What is recognised");
  expect(listed).toEqual(expect.arrayContaining([...callClasses]));
});
