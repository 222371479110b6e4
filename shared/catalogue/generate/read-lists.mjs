import { readFileSync } from "node:fs";
import { join } from "node:path";

/** The hand-kept lists, as they stand in the folder. */
export function readLists(folder) {
  const read = (name) => JSON.parse(readFileSync(join(folder, name), "utf8"));
  return {
    base: read("emergency-numbers.json"),
    amendments: read("amendments.json"),
    nonEmergency: read("non-emergency.json"),
    callingCodes: read("calling-codes.json"),
    territories: read("territories.json"),
    sources: read("sources.json"),
    openQuestions: read("open-questions.json"),
  };
}
