import fc from "fast-check";
import { expect, it } from "vitest";
import { exportRows } from "../../../../shared/config/lookup/export-rows.ts";
import { parseLookupRows } from "../../../../shared/config/lookup/parse-lookup-rows.ts";

const key = fc.stringMatching(/^[A-Za-z0-9+*._-]{1,64}$/);
const value = fc.stringMatching(/^[A-Za-z0-9+*#._-]{1,64}$/);

it.each(["csv", "json"] as const)("rows come back whole from %s, in the order of their keys", async (format) => {
  await fc.assert(
    fc.asyncProperty(fc.dictionary(key, value, { minKeys: 1, maxKeys: 250 }), async (rows) => {
      const file = Buffer.concat((await exportRows(new Map(Object.entries(rows)), format)) ?? []);
      const sorted = Object.entries(rows).sort(([a], [b]) => (a < b ? -1 : 1));
      expect(await parseLookupRows(file, format)).toEqual({
        outcome: "valid",
        value: sorted.map(([name, text]) => ({ key: name, value: text })),
      });
    }),
    { numRuns: 50 },
  );
});
