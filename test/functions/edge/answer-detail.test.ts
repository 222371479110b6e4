import { HttpResponse } from "@azure/functions";
import { expect, it } from "vitest";
import type { Detail } from "../../../functions/edge/change-query.ts";
import { answerChange } from "../../../functions/edge/config-answers.ts";
import { applyOperations } from "../../../shared/config/change/apply-change.ts";
import { changeConfiguration } from "../../../shared/config/change/change-configuration.ts";
import { readChangeSet } from "../../../shared/config/change/change-set.ts";
import { configTable } from "../../../shared/config/store/config-table.ts";
import { lookupTables } from "../../../shared/config/store/lookup/lookup-tables.ts";
import { tableClient } from "../../../shared/tables/table-client.ts";

/** A first configuration of many numbers, in all of which something changes; nothing is stored. */
async function tryMany(count: number, confirm: readonly string[] = []) {
  const client = tableClient({ connectionString: "UseDevelopmentStorage=true" }, "Unreached");
  const territories = ["GB", "IE", "FR", "DE", "NL", "BE", "ES", "PT"];
  const operations = [
    ...territories.map((code, i) => ({
      op: "put",
      kind: "territory",
      item: { code, callingCode: ["44", "353", "33", "49", "31", "32", "34", "351"][i], routeSet: "emergency" },
    })),
    { op: "put", kind: "route-set", item: { name: "emergency", routes: [{ name: "a", host: "a.example" }] } },
    { op: "put", kind: "defaults", item: { contingencyRouteSet: "emergency" } },
    ...Array.from({ length: count }, (_, i) => ({
      op: "put",
      kind: "number",
      item: {
        territory: territories[i % territories.length],
        shortCode: String(100 + Math.floor(i / territories.length)),
        class: "emergency",
      },
    })),
  ];
  const read = await readChangeSet({ baseVersion: 0, reason: "CHG1", operations, confirm });
  if (read.outcome === "faulty") throw new Error(JSON.stringify(read.faults));
  const changeSet = read.value;
  return changeConfiguration(
    {
      ...changeSet,
      author: "local",
      dryRun: true,
      consent: { kind: "direct" },
      restoredFrom: null,
      edit: (active) => applyOperations(active, changeSet.operations),
    },
    {
      table: { ...configTable(client), readPointer: async () => null },
      lookups: lookupTables(client),
      recentCalls: async () => ({ status: "unavailable", since: null, calls: [] }),
      recordChange: async () => ({ eventId: "", status: "published" }),
      now: () => Date.parse("2026-11-28T12:00:00.000Z"),
      newId: () => "id",
    },
  );
}

async function answered(outcome: Awaited<ReturnType<typeof tryMany>>, detail: Detail) {
  const answer = await answerChange(outcome, detail);
  const text = await new HttpResponse(answer).text();
  return { status: answer.status, length: text.length, body: JSON.parse(text) };
}

it("a change is answered short, with counts of all, and whole where that is asked for", async () => {
  const outcome = await tryMany(400);
  const short = await answered(outcome, "short");
  const full = await answered(outcome, "full");
  expect(full.status).toBe(short.status);
  expect(short.body.diff.changes).toHaveLength(50);
  expect(short.body.diff.truncated).toBe(true);
  expect(short.body.diff.summary).toEqual(full.body.diff.summary);
  expect(full.body.diff.changes).toHaveLength(410);
  expect(full.body.diff.truncated).toBe(false);
  expect(short.body.decisionsChanged).toHaveLength(50);
  expect(short.body.truncated).toBe(true);
  expect(full.body.decisionsChanged.length).toBeGreaterThan(300);
  expect(full.body.truncated).toBe(false);
  expect(short.body.differing).toBe(full.body.differing);
  const calls = short.body.decisionsChanged.map((entry: { calls: unknown[] }) => entry.calls.length);
  expect(Math.max(...calls)).toBeLessThanOrEqual(3);
  expect(short.body.warningsCount).toBe(full.body.warnings.length);
  expect(short.body.dangers).toEqual(full.body.dangers);
  expect(short.length).toBeLessThan(120_000);
});

it("the diff of a small change is whole either way", async () => {
  const outcome = await tryMany(8);
  const [short, full] = [await answered(outcome, "short"), await answered(outcome, "full")];
  expect(short.body.diff).toEqual(full.body.diff);
});
