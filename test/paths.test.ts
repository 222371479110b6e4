import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { listRepositoryFiles } from "./support/text/repository-files.ts";

/** Tests of what several files do together, or of one file in a second view, each with the reason. */
const withoutSource: Readonly<Record<string, string>> = {
  "test/shared/audit/retention/purge-killed.test.ts": "a purge as a whole, which ends at any point",
  "test/shared/audit/retention/undeletable.test.ts": "a purge as a whole, of rows that the store does not delete",
  "test/shared/audit/trail/verify-keyed.test.ts": "verify-chains.ts, of chains with a key",
  "test/shared/audit/trail/verify-purged.test.ts": "verify-chains.ts, of chains of which some was purged",
  "test/shared/catalogue/generate/weigh-number.test.ts": "weigh-number.mjs, a part of the generator",
  "test/shared/catalogue/generator.test.ts": "the generator is a script, not a module",
  "test/shared/config/change/removals.test.ts":
    "what is said of an item that others name, by changes and imports alike",
  "test/shared/config/transfer/json-import.test.ts": "parse-import.ts: JSON",
  "test/shared/config/transfer/messy-csv.test.ts": "parse-import.ts: CSV as people have it",
  "test/shared/config/transfer/round-trip.test.ts": "an export and its import",
  "test/shared/openapi/real-answers.test.ts": "the description against what the app answers",
  "test/shared/recognition/reported-addresses.test.ts": "decide.ts: spellings of public bug reports",
  "test/shared/recognition/reported-doubts.test.ts":
    "recognise.ts: unlisted spellings and suspected calls as people reported them",
  "test/shared/recognition/subscribers.test.ts": "recognise.ts: of every territory's subscribers",
  "test/shared/recognition/territory.test.ts": "recognise.ts: where a call is, from all that says so",
  "test/shared/tables/one-place.test.ts": "what stands in one file of the product alone",
  "test/shared/watch/recounted.test.ts": "watch-calls.ts: what it counts against a recount of the trail",
};

const exists = (path: string): boolean => existsSync(fileURLToPath(new URL(`../${path}`, import.meta.url)));
const tests = ["test/shared/", "test/functions/"].flatMap((folder) => listRepositoryFiles(folder, ".test.ts")).sort();

/** Where the source of a test stands: at the same path, with the same name. */
const sourceOf = (test: string): string => test.replace(/^test\//, "").replace(/\.test\.ts$/, ".ts");

describe("a test of shared/ or functions/", () => {
  it("stands at the path of its source and has its name, or says here why it has none", () => {
    expect(tests.length).toBeGreaterThan(100);
    expect(tests.filter((test) => !exists(sourceOf(test)))).toEqual(Object.keys(withoutSource).sort());
  });
});
