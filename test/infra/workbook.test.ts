import { describe, expect, it } from "vitest";
import * as z from "zod";
import { callClasses } from "../../shared/recognition/classes.ts";
import { countedResults } from "../../shared/telemetry/metrics.ts";
import { readRepositoryFile } from "../support/text/repository-files.ts";

const workbook = z
  .object({
    version: z.literal("Notebook/1.0"),
    items: z.array(z.object({ type: z.int(), content: z.looseObject({}) })),
  })
  .parse(JSON.parse(readRepositoryFile("infra/workbook.json")));

const queries = workbook.items.flatMap(({ type, content: { query, title } }) =>
  type === 3 ? [{ title: String(title), query: String(query) }] : [],
);

const metrics = readRepositoryFile("shared/telemetry/metrics.ts");
const attributes: Readonly<Record<string, readonly string[]>> = { class: callClasses, result: countedResults };

describe("the workbook", () => {
  it("shows every metric of the watch", () => {
    for (const name of ["ecr.outcomes", "ecr.outcome.delay", "ecr.flags", "ecr.decisions"])
      expect(queries.some(({ query }) => query.includes(`"${name}"`))).toBe(true);
  });

  it.each(queries)("asks for metrics that there are: $title", ({ query }) => {
    for (const [, name] of query.matchAll(/Name == "([^"]+)"/g)) expect(metrics).toContain(`"${name}"`);
    expect(query).toMatch(/^App(?:Metrics|Traces)\n/);
  });

  it.each(queries)("asks for attributes that metrics have, and values that they can have: $title", ({ query }) => {
    for (const [, attribute = "", text = ""] of query.matchAll(
      /Properties\["(\w+)"\]\) (?:==|in) (\([^)]*\)|"[^"]*")/g,
    ))
      expect(attributes[attribute] ?? []).toEqual(
        expect.arrayContaining([...text.matchAll(/"([^"]+)"/g)].map(([, value]) => value)),
      );
    for (const [, attribute = ""] of query.matchAll(/Properties\["(\w+)"\]/g)) expect(metrics).toMatch(`${attribute}`);
  });
});
