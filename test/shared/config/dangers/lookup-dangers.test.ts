import { describe, expect, it } from "vitest";
import { compileSnapshot } from "../../../../shared/config/compile/compile-snapshot.ts";
import { findDangers } from "../../../../shared/config/dangers/find-dangers.ts";
import { diffDocuments } from "../../../../shared/config/diff-documents.ts";
import type { Snapshot } from "../../../../shared/routing/snapshot.ts";
import { base, changed, conversion, nowMs } from "../../../support/config/dangers-of.ts";

describe("the rows that a conversion looks up", () => {
  const tables = (rows: Record<string, string>): Snapshot["tables"] =>
    new Map([["fr-communes", new Map(Object.entries(rows))]]);
  const dangersOfRows = async (was: Record<string, string>, is: Record<string, string>, from = base) => {
    const to = changed(from, () => ({ lookupTables: [{ ...from.lookupTables[0], version: 8 }] }));
    const search = await findDangers(
      { document: from, snapshot: await compileSnapshot(from, tables(was)) },
      { document: to, snapshot: await compileSnapshot(to, tables(is)) },
      await diffDocuments(from, to),
      nowMs,
    );
    return search.dangers().map(({ danger, items }) => [danger, ...items]);
  };
  const rows = { "75056": "0155667788", "69123": "0472667788" };

  it("are endangered where they change or go, and not by more of them", async () => {
    expect(await dangersOfRows(rows, { "75056": "0155667799" })).toEqual([
      ["changes-lookup-rows", "69123 in fr-communes", "75056 in fr-communes"],
    ]);
    expect(await dangersOfRows(rows, { ...rows, "13055": "0491667788" })).toEqual([]);
  });

  it("are endangered by a longer prefix that hides a shorter one", async () => {
    const byPrefix = changed(
      base,
      conversion("by-commune", {
        steps: [{ do: "lookup", table: "fr-communes", key: "callingPartyPrefix" }],
      }),
    );
    expect(await dangersOfRows({ "+331": "1" }, { "+331": "1", "+33155": "2", "+334": "3" }, byPrefix)).toEqual([
      ["changes-lookup-rows", "+33155 in fr-communes"],
    ]);
  });

  it.each<[string, object]>([
    ["otherwise", { do: "lookup", table: "fr-communes", key: "locationKey", otherwise: "{shortCode}" }],
    ["with its caller's own number", { do: "set-calling-party", table: "fr-communes" }],
  ])("are endangered by one more where a call that it is for was converted %s", async (_, step) => {
    const withFallback = changed(base, conversion("by-commune", { steps: [step] }));
    expect(await dangersOfRows(rows, { ...rows, "13055": "0491667788" }, withFallback)).toEqual([
      ["changes-lookup-rows", "13055 in fr-communes"],
    ]);
    expect(await dangersOfRows(rows, rows, withFallback)).toEqual([]);
  });

  it("are of no account where no conversion in use looks them up", async () => {
    const unused = changed(base, (d) => ({ territories: d.territories.map((t) => ({ ...t, conversion: null })) }));
    expect(await dangersOfRows(rows, {}, unused)).toEqual([]);
  });
});
