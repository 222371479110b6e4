import { describe, expect, it } from "vitest";
import { compileDocument } from "../../../../shared/config/compiled-document.ts";
import { type ConfigDocument, documentSchema } from "../../../../shared/config/document.ts";
import { NotWholeError } from "../../../../shared/config/lookup/lookup-tables.ts";
import { heldOrRead } from "../../../../shared/config/lookup/read-tables.ts";

/** A store in which every version of a table has one row that names it, those of `lost` aside. */
function store() {
  const asked: string[] = [];
  const lookups = {
    read: async (name: string, version: number) => {
      asked.push(`${name}@${version}`);
      if (name === "lost") throw new NotWholeError("lost");
      return new Map([["key", `${name}@${version}`]]);
    },
  };
  return { lookups, asked };
}

const listing = (...tables: readonly (readonly [string, number])[]): ConfigDocument =>
  documentSchema.parse({ lookupTables: tables.map(([name, version]) => ({ name, version, keys: "locationKey" })) });

describe("a configuration beside another", () => {
  it("has the tables that the other holds, and only others are read", async () => {
    const { lookups, asked } = store();
    const first = await compileDocument(listing(["same", 1], ["older", 1], ["lost", 1]), lookups);
    asked.length = 0;
    const second = await compileDocument(
      listing(["same", 1], ["older", 2], ["lost", 1], ["new", 1]),
      heldOrRead(first, lookups),
    );
    expect(asked).toEqual(["older@2", "lost@1", "new@1"]);
    expect(second.snapshot.tables.get("same")).toBe(first.snapshot.tables.get("same"));
    expect([...second.snapshot.tables].map(([name, table]) => [name, table.get("key")])).toEqual([
      ["same", "same@1"],
      ["older", "older@2"],
      ["new", "new@1"],
    ]);
  });
});
