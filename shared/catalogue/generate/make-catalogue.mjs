import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brokenRules } from "./broken-rules.mjs";
import { joinLists } from "./join-lists.mjs";
import { readLists } from "./read-lists.mjs";
import { renderCoverage } from "./render-coverage.mjs";
import {
  renderCallingCodeTable,
  renderCatalogueTable,
  renderSourceTable,
  renderTerritoryBoxTable,
} from "./render-tables.mjs";

/**
 * Makes the catalogue of the project that stands at `root`. With `check` nothing is written, and a file that is out of date is a problem.
 * Returns what is wrong, as text, and then nothing is written either; or how many numbers the catalogue holds.
 */
export function makeCatalogue({ root, check }) {
  const lists = readLists(join(root, "shared/catalogue"));
  const { catalogue, problems } = joinLists(lists);
  const broken = [...problems, ...brokenRules(catalogue, lists)];
  if (broken.length > 0) return { problem: listed("The catalogue breaks its rules", broken) };

  const outputs = [
    ["shared/catalogue/catalogue-table.ts", renderCatalogueTable(catalogue)],
    ["shared/catalogue/catalogue-source-table.ts", renderSourceTable(catalogue, lists)],
    ["shared/catalogue/calling-code-table.ts", renderCallingCodeTable(catalogue, lists)],
    ["shared/catalogue/territory-box-table.ts", renderTerritoryBoxTable(lists)],
    ["docs/catalogue.md", renderCoverage(catalogue, lists)],
  ];
  const stale = outputs.filter(([path, text]) => readOrNothing(join(root, path)) !== text).map(([path]) => path);
  if (check && stale.length > 0) return { problem: listed("Out of date, run `npm run catalogue`", stale) };
  if (!check) for (const [path, text] of outputs) writeFileSync(join(root, path), text);
  return { problem: null, numbers: catalogue.entries.length };
}

const listed = (summary, lines) => `${summary}:\n${lines.map((line) => `  ${line}`).join("\n")}`;

function readOrNothing(path) {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return null;
  }
}
