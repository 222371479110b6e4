import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { starterConfiguration } from "../../../../shared/config/change/starter-configuration.ts";
import { compileSnapshot } from "../../../../shared/config/compile/compile-snapshot.ts";
import { type ConfigDocument, documentSchema } from "../../../../shared/config/document.ts";
import { locateFault } from "../../../../shared/config/document-fault.ts";
import { validateDocument } from "../../../../shared/config/rules/validate-document.ts";
import type { LookupTable } from "../../../../shared/routing/lookup-table.ts";
import { arbitraryDocument } from "../../../support/config/arbitrary-document.ts";
import { compiled } from "../../../support/config/compiled-document.ts";
import { judge, nowMs, number } from "../../../support/config/judge-document.ts";
import { smallDocument, smallTables, smallWith } from "../../../support/config/small-document.ts";

describe("a document in which nothing is wrong", () => {
  it.each<[string, ConfigDocument, ReadonlyMap<string, LookupTable>]>([
    ["the starter configuration", starterConfiguration(), new Map()],
    ["a small one with a little of everything", smallDocument, smallTables],
    ["an empty one", documentSchema.parse({}), new Map()],
  ])("passes: %s", async (_, document, tables) => {
    expect(await judge(document, tables)).toEqual({ faults: [], warnings: [] });
  });
});

describe("validation", () => {
  it("never throws, whatever a document holds", async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryDocument, async (document) => {
        const { faults, warnings } = await validateDocument(await compiled(document), nowMs);
        for (const fault of [...faults, ...warnings]) {
          const { path, message } = locateFault(fault, document, new Map());
          expect(path).not.toBe("");
          expect(message).not.toContain("undefined");
        }
      }),
    );
  });

  it("lets others run between", async () => {
    const numbers = Array.from({ length: 5_000 }, (_, i) => number({ shortCode: String(10_000 + i) }));
    let turns = 0;
    let isDone = false;
    const count = () => {
      turns += 1;
      if (!isDone) setImmediate(count);
    };
    setImmediate(count);
    const document = smallWith(() => ({ numbers }));
    await validateDocument({ document, snapshot: await compileSnapshot(document, smallTables) }, nowMs);
    isDone = true;
    expect(turns).toBeGreaterThan(5);
  });
});
