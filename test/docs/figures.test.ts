import { readFileSync } from "node:fs";
import { expect, it } from "vitest";

const read = (name: string): string => readFileSync(new URL(`../../${name}`, import.meta.url), "utf8");
const oneLine = (text: string): string => text.replace(/\s+/g, " ");

// Figures that documents give, each with the line of the code that makes it so: who changes one is led to the other.
it.each([
  [
    "audit.md",
    "1,000 events or 16 Mi characters",
    "functions/edge/audit-queries.ts",
    "limit: wholeNumber(1, 1_000).default(100)",
  ],
  [
    "audit.md",
    "1,000 events or 16 Mi characters",
    "shared/audit/trail/trail-page.ts",
    "unitsPerPage = 16 * 1024 * 1024",
  ],
  [
    "audit.md",
    "at most 1,000 a page (default 100)",
    "functions/edge/audit-queries.ts",
    "limit: wholeNumber(1, 1_000).default(100)",
  ],
  ["audit.md", "searches for about ten seconds", "functions/query-audit.ts", "budgetMs = 10_000"],
  ["audit.md", "A window has at most 31 days", "functions/edge/audit-queries.ts", "longestWindowDays = 31"],
  ["audit.md", "an export holds at most 64 MiB", "functions/export-audit.ts", "bytesAtMost = 64 * 1024 * 1024"],
  ["audit.md", "reads for at most 30 seconds", "functions/export-audit.ts", "budgetMs = 30_000"],
  ["audit.md", "| 30 s, 20,000 chains, then", "functions/wiring/administration.ts", "budgetMs: 30_000"],
  ["audit.md", "| 30 s, 20,000 chains, then", "shared/audit/trail/collect-chains.ts", "chainsAtMost = 20_000"],
  [
    "audit.md",
    "less than 15 minutes before the window's end",
    "shared/audit/trail/verify-window.ts",
    "openForMs = 15 * 60_000",
  ],
  ["audit.md", "| 450,000 characters", "shared/audit/read-event.ts", "eventUnitsAtMost = 450_000"],
  ["audit.md", "an event of more than 450,000 characters", "shared/audit/read-event.ts", "eventUnitsAtMost = 450_000"],
  ["audit.md", "| 50,000 events or 30 s a run", "functions/purge-audit.ts", "rowsPerRun: 50_000, budgetMs: 30_000"],
  ["audit.md", "goes on from there. One", "functions/purge-audit.ts", "rowsPerStep: 800"],
  ["audit.md", "| 1,000, then `more` is true", "shared/audit/verification/report-chain.ts", "listedAtMost = 1_000"],
  ["audit.md", "`complete`, false beyond 1,000 events", "functions/audit-call.ts", "eventsAtMost = 1_000"],
  [
    "configuration.md",
    "| change set, restore, simulation | 4 MiB",
    "functions/change-config.ts",
    "bodyLimitBytes = 4 * 1024 * 1024",
  ],
  [
    "configuration.md",
    "| change set, restore, simulation | 4 MiB",
    "functions/simulate-config.ts",
    "bodyLimitBytes = 4 * 1024 * 1024",
  ],
  [
    "configuration.md",
    "| operations of a change set | 20,000",
    "shared/config/change/change-set.ts",
    "mostOperations = 20_000",
  ],
  [
    "configuration.md",
    "of a change set or simulation | 1,000",
    "shared/config/simulate/given-calls.ts",
    "callsAtMost = 1_000",
  ],
  ["configuration.md", "450,000 values, of which", "shared/json/measure-json.ts", "valuesAtMost = 450_000"],
  ["configuration.md", "| reason | 512 characters", "shared/config/change/change-set.ts", ".max(512)"],
  [
    "configuration.md",
    "| import | 8 MiB; CSV has 200,000 lines",
    "functions/import-config.ts",
    "bodyLimitBytes = 8 * 1024 * 1024",
  ],
  ["configuration.md", "CSV has 200,000 lines", "shared/config/transfer/import-limits.ts", "linesAtMost = 200_000"],
  [
    "configuration.md",
    "131,072 characters an item",
    "shared/config/transfer/import-limits.ts",
    "longestItem = 128 * 1024",
  ],
  [
    "configuration.md",
    "| rows of a lookup table | 2 MiB",
    "shared/config/lookup/parse-table-file.ts",
    "lookup: 2 * 1024 * 1024",
  ],
  [
    "configuration.md",
    "| rows of a location table | 8 MiB",
    "shared/config/lookup/parse-table-file.ts",
    "location: 8 * 1024 * 1024",
  ],
  ["configuration.md", "32,000 characters of JSON each", "shared/config/rules/item-rules.ts", "unitsAtMost = 32_000"],
  [
    "configuration.md",
    "with `detail=full` 5,000 with 50,000 calls",
    "shared/config/simulate/simulate-change.ts",
    "groupsAtMost: 5_000, callsAtMost: 50_000",
  ],
  [
    "configuration.md",
    "diff of an audit event | 100,000 characters",
    "shared/config/change/changed-event.ts",
    "diffUnitsAtMost = 100_000",
  ],
  [
    "configuration.md",
    "the last 1,000 that differ",
    "shared/audit/trail/recent-calls.ts",
    "limit = 1_000, budgetMs = 3_000, daysBack = 31",
  ],
  [
    "configuration.md",
    "From 20,000 calls of configured numbers on",
    "shared/config/simulate/known-calls.ts",
    "everySpellingUpTo = 20_000",
  ],
  ["security.md", "good for 300 s either way", "shared/identity/webhook-signature.ts", "toleranceS = 300"],
  [
    "security.md",
    "the same bytes with the same signature for a minute",
    "shared/identity/seen-signatures.ts",
    "repeatForMs = 60_000",
  ],
  [
    "security.md",
    "It remembers the last 100,000 requests",
    "shared/identity/seen-signatures.ts",
    "remembered = 100_000",
  ],
  ["security.md", "again after 12 hours", "shared/identity/tenant-keys.ts", "refreshAfterMs = 12 * 3_600_000"],
  ["security.md", "once in 30 s at most", "shared/identity/tenant-keys.ts", "cooldownMs = 30_000"],
  ["security.md", "used for 72 hours more", "shared/identity/tenant-keys.ts", "usableForMs = 72 * 3_600_000"],
  ["integration/README.md", "JSON, 64 KiB at most", "functions/route-call.ts", "bodyLimitBytes = 64 * 1024"],
  [
    "integration/README.md",
    "up to 20 texts for the trail",
    "shared/recognition/call-setup-fields.ts",
    "Object.keys(attributes).length <= 20",
  ],
  [
    "integration/README.md",
    "A signature is good for 300 s either way",
    "shared/identity/webhook-signature.ts",
    "toleranceS = 300",
  ],
  ["operations.md", "more than 300 s off", "shared/identity/webhook-signature.ts", "toleranceS = 300"],
  ["entra-id.md", "a token is good for eight hours", "tools/local/start/local-issuer.ts", "tokenLifetimeS = 8 * 3_600"],
])("docs/%s says “%s” as %s has it: %s", (page, statement, source, code) => {
  const said = oneLine(read(`docs/${page}`)).includes(statement);
  const done = read(source).includes(code);
  expect({ said, done }).toEqual({ said: true, done: true });
});
