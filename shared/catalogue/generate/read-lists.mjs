import { readFileSync } from "node:fs";
import { join } from "node:path";

const reports = ["itu-e129", "gov-uk", "us-state-2008", "wikipedia", "own-pages"];

/** The hand-kept lists, as they stand in the folder. */
export function readLists(folder) {
  const read = (name) => JSON.parse(readFileSync(join(folder, `${name}.json`), "utf8"));
  return {
    base: read("emergency-numbers"),
    amendments: read("amendments"),
    nonEmergency: read("non-emergency"),
    callingCodes: read("calling-codes"),
    territories: read("territories"),
    sources: read("sources"),
    openQuestions: read("open-questions"),
    kinds: read("kinds"),
    /** A report is one document, the source of all its rows, or a collection whose rows name theirs. */
    statements: reports.flatMap((source) => read(`reports/${source}`).map((row) => ({ source, ...row }))),
  };
}
