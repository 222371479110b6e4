// Makes the built-in catalogue: joins the lists in shared/catalogue/*.json, checks them against the rules, and writes the
// tables that the app reads and docs/catalogue.md. `--check` writes nothing and fails when a rule is broken or a file is
// out of date; `--root <folder>` works on another copy of the project.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { brokenRules } from "./broken-rules.mjs";
import { joinLists } from "./join-lists.mjs";
import { readLists } from "./read-lists.mjs";
import { renderCoverage } from "./render-coverage.mjs";
import { renderCallingCodeTable, renderCatalogueTable, renderSourceTable } from "./render-tables.mjs";

const { values: options } = parseArgs({
  options: { check: { type: "boolean", default: false }, root: { type: "string" } },
});
const root = options.root ?? fileURLToPath(new URL("../../../", import.meta.url));

const lists = readLists(join(root, "shared/catalogue"));
const { catalogue, problems } = joinLists(lists);
insistNone("The catalogue breaks its rules", [...problems, ...brokenRules(catalogue, lists)]);

const outputs = new Map([
  ["shared/catalogue/catalogue-table.ts", renderCatalogueTable(catalogue)],
  ["shared/catalogue/catalogue-source-table.ts", renderSourceTable(catalogue, lists)],
  ["shared/catalogue/calling-code-table.ts", renderCallingCodeTable(catalogue, lists)],
  ["docs/catalogue.md", renderCoverage(catalogue, lists)],
]);
if (options.check) {
  const stale = [...outputs].filter(([path, text]) => readOrNothing(path) !== text).map(([path]) => path);
  insistNone("Out of date, run `npm run catalogue`", stale);
} else {
  for (const [path, text] of outputs) writeFileSync(join(root, path), text);
}
console.log(`The catalogue holds ${catalogue.entries.length} numbers.`);

function insistNone(summary, problems) {
  if (problems.length === 0) return;
  console.error(`${summary}:\n${problems.map((problem) => `  ${problem}`).join("\n")}`);
  process.exit(1);
}

function readOrNothing(path) {
  try {
    return readFileSync(join(root, path), "utf8");
  } catch {
    return null;
  }
}
