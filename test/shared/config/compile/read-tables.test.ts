import { describe, expect, it } from "vitest";
import { compileDocument } from "../../../../shared/config/compile/compile-document.ts";
import { heldOrRead, readTables } from "../../../../shared/config/compile/read-tables.ts";
import { type ConfigDocument, documentSchema } from "../../../../shared/config/document.ts";
import { DamagedTableError } from "../../../../shared/config/lookup/table-header.ts";
import { DependencyError } from "../../../../shared/dependency-error.ts";

/** A store in which every version of a table has one row that names it, those of `lost` aside. */
function store() {
  const asked: string[] = [];
  const lookups = {
    read: async (name: string, version: number) => {
      asked.push(`${name}@${version}`);
      if (name === "lost") throw new DamagedTableError(name, version, "is not stored");
      if (name === "silent") throw new DependencyError("read lookup table silent@1", true, new Error("no answer"));
      return new Map([["key", `${name}@${version}`]]);
    },
  };
  return { lookups, asked };
}

const listing = (...tables: readonly (readonly [string, number])[]): ConfigDocument =>
  documentSchema.parse({ lookupTables: tables.map(([name, version]) => ({ name, version, keys: "locationKey" })) });

describe("the tables of a configuration", () => {
  it("are those that can be used, and why the others cannot", async () => {
    const { lookups } = store();
    const listed = listing(["lost", 1], ["silent", 2], ["good", 3]);
    expect(await readTables(lookups, listed)).toEqual({
      tables: new Map([["good", new Map([["key", "good@3"]])]]),
      locationTables: new Map(),
      damaged: new Map([
        ["lost", { version: 1, why: "is not stored", isPassing: false, isOtherHash: false }],
        [
          "silent",
          { version: 2, why: "could not be read", isPassing: true, error: expect.stringContaining("no answer") },
        ],
      ]),
    });
  });

  it("are read once more where the hash that is named is not that which was checked", async () => {
    const { lookups, asked } = store();
    const held = await compileDocument(listing(["sites", 1]), lookups);
    asked.length = 0;
    await heldOrRead(held, lookups).read("sites", 1);
    expect(asked).toEqual([]);
    await heldOrRead(held, lookups).read("sites", 1, `sha256:${"0".repeat(64)}`);
    expect(asked).toEqual(["sites@1"]);
  });
});

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
