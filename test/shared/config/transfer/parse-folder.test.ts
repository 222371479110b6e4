import { describe, expect, it } from "vitest";
import { documentSchema } from "../../../../shared/config/document.ts";
import { documentHash } from "../../../../shared/config/document-hash.ts";
import { type ItemKind, itemKinds, kinds } from "../../../../shared/config/item-kinds.ts";
import { exportDocument, memberOf } from "../../../../shared/config/transfer/export-document.ts";
import { parseFolder } from "../../../../shared/config/transfer/parse-folder.ts";
import { smallDocument } from "../../../support/config/small-document.ts";

const file = (name: string, text: string) => ({ name, bytes: Buffer.from(text) });

async function exported(kind: ItemKind, format: "csv" | "json") {
  const pieces = await exportDocument(smallDocument, { format, kind });
  return { name: `${memberOf(kind)}.${format}`, bytes: Buffer.concat(pieces) };
}

async function faultsOf(...files: Parameters<typeof parseFolder>[0]) {
  const read = await parseFolder(files);
  if (read.outcome === "valid") throw new Error("nothing is wrong");
  return read.faults;
}

describe("a folder", () => {
  it.each(["csv", "json"] as const)(
    "of all lists as %s is the document that they were exported from",
    async (format) => {
      const files = await Promise.all(kinds.map((kind) => exported(kind, format)));
      const read = await parseFolder(files);
      if (read.outcome === "faulty") throw new Error("the folder is faulty");
      const document = documentSchema.parse(read.value.lists);
      expect(await documentHash(document)).toBe(await documentHash(smallDocument));
    },
  );

  it("says of each item in which file and where it stands", async () => {
    const read = await parseFolder([
      file("tenants.csv", "name,defaultTerritory\na,\nb,\n"),
      file("numbers.json", "[]"),
    ]);
    if (read.outcome === "faulty") throw new Error("the folder is faulty");
    expect([...read.value.origins.values()]).toEqual(["tenants.csv line 2", "tenants.csv line 3"]);
    expect(Object.keys(read.value.lists)).toEqual(["tenants", "numbers"]);
  });

  it("tells the faults of all its files, each with its file", async () => {
    const faults = await faultsOf(
      file("tenants.csv", "name,defaultTerritory\nBad Name!,\n"),
      file("numbers.csv", "territory,shortCode,class\nAU,0,emergency\nDE,1E+05,emergency\n"),
      file("routeSets.json", "{"),
      file("numbres.csv", ""),
      file("tenants.json", "[]"),
    );
    expect(faults.map(({ path }) => path)).toEqual([
      "tenants.csv line 2.name",
      "numbers.csv line 2.shortCode",
      "numbers.csv line 3.shortCode",
      "routeSets.json",
      "numbres.csv",
      "tenants.json",
    ]);
    expect(faults.at(-2)?.message).toContain("there are ingresses, tenants, ");
    expect(faults.at(-1)?.message).toBe("has the same list as tenants.csv: keep one of the two");
  });

  it("without a file is no configuration", async () => {
    expect(await faultsOf()).toEqual([{ path: "", message: "has no file in it" }]);
  });

  it("knows a file for each list by its name in the document", () => {
    expect(kinds.map(memberOf)).toEqual(kinds.map((kind) => itemKinds[kind].list ?? "defaults"));
  });
});
