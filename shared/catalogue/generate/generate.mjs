// Makes the built-in catalogue: joins the lists in shared/catalogue/*.json, checks them against the rules, and writes the
// tables that the app reads and docs/catalogue.md. `--check` writes nothing and fails when a rule is broken or a file is
// out of date; `--root <folder>` works on another copy of the project.
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { makeCatalogue } from "./make-catalogue.mjs";

const { values: options } = parseArgs({
  options: { check: { type: "boolean", default: false }, root: { type: "string" } },
});
const root = options.root ?? fileURLToPath(new URL("../../../", import.meta.url));

const { problem, numbers } = makeCatalogue({ root, check: options.check });
if (problem === null) {
  console.log(`The catalogue holds ${numbers} numbers.`);
} else {
  console.error(problem);
  process.exitCode = 1;
}
