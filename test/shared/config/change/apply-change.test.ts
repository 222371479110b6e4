import { describe, expect, it } from "vitest";
import { applyOperations } from "../../../../shared/config/change/apply-change.ts";
import { readChangeSet } from "../../../../shared/config/change/change-set.ts";
import { documentSchema, emptyDocument } from "../../../../shared/config/document.ts";
import { locateFault } from "../../../../shared/config/document-fault.ts";
import { smallDocument } from "../../../support/config/small-document.ts";

async function apply(...operations: readonly object[]) {
  const read = await readChangeSet({ baseVersion: 1, reason: "test", operations });
  if (read.outcome === "faulty") throw new Error(JSON.stringify(read.faults));
  return applyOperations(smallDocument, read.value.operations);
}

async function applied(...operations: readonly object[]) {
  const result = await apply(...operations);
  if (result.outcome === "faulty") throw new Error(JSON.stringify(result.faults));
  return result.value;
}

const number = { territory: "GB", shortCode: "999", class: "emergency" };
const codes = ({ numbers }: typeof smallDocument) => numbers.map(({ territory, shortCode }) => territory + shortCode);

describe("a put", () => {
  it("takes the place of the item with its key", async () => {
    const { document } = await applied({ op: "put", kind: "number", item: { ...number, note: "new" } });
    expect(codes(document)).toEqual(codes(smallDocument));
    expect(document.numbers[0]).toMatchObject({ shortCode: "999", note: "new" });
  });

  it.each([
    ["another short code", { ...number, shortCode: "998" }],
    ["another customer", { ...number, tenant: "contoso" }],
    ["another beginning", { ...number, validFrom: "2027-01-01T00:00:00.000Z" }],
  ])("adds an item of another key at the end: %s", async (_, item) => {
    const { document } = await applied({ op: "put", kind: "number", item });
    expect(document.numbers.slice(0, -1)).toEqual(smallDocument.numbers);
    expect(document.numbers.at(-1)).toMatchObject(item);
  });

  it("takes the place of the defaults", async () => {
    const { document } = await applied({ op: "put", kind: "defaults", item: { unprovisioned: "ordinary" } });
    expect(document.defaults).toEqual({ ...emptyDocument.defaults, unprovisioned: "ordinary" });
  });
});

describe("a delete", () => {
  it("takes away the item with its key and no other", async () => {
    const key = { tenant: "contoso", territory: "GB", shortCode: "112" };
    const { document } = await applied({ op: "delete", kind: "number", key });
    expect(codes(document)).toEqual(["GB999", "FR18", "FR112"]);
  });

  it("and a put of other items leave each other alone", async () => {
    const { document } = await applied(
      { op: "put", kind: "number", item: { ...number, shortCode: "998" } },
      { op: "delete", kind: "number", key: { territory: "GB", shortCode: "999" } },
      { op: "delete", kind: "tenant", key: { name: "contoso" } },
    );
    expect(codes(document)).toEqual(["GB112", "FR18", "FR112", "GB998"]);
    expect(document.tenants).toEqual([]);
  });
});

describe("a patch", () => {
  const key = { territory: "GB", shortCode: "999" };
  const ingress = (item: object) => ({ op: "patch", kind: "ingress", key: { name: "teams" }, item });

  it("changes the fields that it names and leaves the others of the item as they are", async () => {
    const { document } = await applied(ingress({ trustTerritory: false }), {
      op: "patch",
      kind: "number",
      key,
      item: { note: "new", services: ["police"] },
    });
    expect(document.ingresses).toEqual([{ ...smallDocument.ingresses[0], trustTerritory: false }]);
    expect(document.numbers).toEqual([
      { ...smallDocument.numbers[0], note: "new", services: ["police"] },
      ...smallDocument.numbers.slice(1),
    ]);
  });

  it("gives a field that it makes null its default, and replaces lists whole", async () => {
    const { document } = await applied(
      ingress({ defaultTerritory: null, platformRoutedTerritories: null, internationalPrefixes: ["09"], masks: [] }),
    );
    expect(document.ingresses[0]).toMatchObject({
      defaultTerritory: null,
      platformRoutedTerritories: [],
      internationalPrefixes: ["09"],
      masks: [],
      spellings: ["short-code", "tel"],
    });
  });

  it.each([[{ key: {} }], [{}]])("changes the defaults, which have no key: %j", async (given) => {
    const { document } = await applied({
      op: "patch",
      kind: "defaults",
      ...given,
      item: { unprovisioned: "ordinary" },
    });
    expect(document.defaults).toEqual({ ...smallDocument.defaults, unprovisioned: "ordinary" });
  });

  it("of a lookup table's version takes the hash of the old rows along, and no other patch does", async () => {
    const hash = `sha256:${"1".repeat(64)}`;
    const [table] = smallDocument.lookupTables;
    const listed = documentSchema.parse({ ...smallDocument, lookupTables: [{ ...table, hash }] });
    const patched = async (item: object) => {
      const operations = [{ op: "patch", kind: "lookup-table", key: { name: "fr-communes" }, item }];
      const read = await readChangeSet({ baseVersion: 1, reason: "r", operations });
      if (read.outcome === "faulty") throw new Error(JSON.stringify(read.faults));
      const made = await applyOperations(listed, read.value.operations);
      return made.outcome === "valid" ? made.value.document.lookupTables : made.faults;
    };
    expect(await patched({ version: 8 })).toEqual([{ ...table, version: 8 }]);
    expect(await patched({ version: 7 })).toEqual([{ ...table, hash }]);
    expect(await patched({})).toEqual([{ ...table, hash }]);
  });

  it.each<[string, object, string, string]>([
    ["of what is not there", { kind: "ingress", key: { name: "zoom" }, item: {} }, "key", "there is no ingress zoom"],
    [
      "of a customer's number that only all have",
      { kind: "number", key: { ...key, tenant: "contoso" }, item: {} },
      "key",
      "there is no number contoso|GB|999",
    ],
    ["that takes away what must be there", { kind: "number", key, item: { class: null } }, "item.class", "is missing"],
    [
      "that makes another item of it",
      { kind: "number", key, item: { shortCode: "998" } },
      "item.shortCode",
      "is part of the key, which a patch cannot change: delete the item and put another",
    ],
  ])("is refused %s", async (_, operation, path, message) => {
    expect(await apply({ op: "patch", ...operation })).toEqual({
      outcome: "faulty",
      faults: [{ path: `operations[0].${path}`, message }],
    });
  });

  it("gives the faults of what it makes its own path", async () => {
    const { document, origins } = await applied({ op: "patch", kind: "number", key, item: { routeSet: "nowhere" } });
    expect(locateFault({ list: "numbers", index: 0, field: ["routeSet"], message: "" }, document, origins).path).toBe(
      "operations[0].item.routeSet",
    );
  });
});

describe("operations that cannot be", () => {
  it("are all named", async () => {
    expect(
      await apply(
        { op: "delete", kind: "number", key: { territory: "GB", shortCode: "112" } },
        { op: "put", kind: "number", item: number },
        { op: "put", kind: "defaults", item: {} },
        { op: "delete", kind: "number", key: { territory: "GB", shortCode: "999" } },
        { op: "put", kind: "defaults", item: {} },
        { op: "delete", kind: "tenant", key: { name: "fabrikam" } },
      ),
    ).toEqual({
      outcome: "faulty",
      faults: [
        { path: "operations[3]", message: "touches the number *|GB|999, and so does operations[1]" },
        { path: "operations[4]", message: "touches the defaults all, and so does operations[2]" },
        { path: "operations[5].key", message: "there is no tenant fabrikam" },
        { path: "operations[0].key", message: "there is no number *|GB|112" },
      ],
    });
  });
});

describe("the document that operations are applied to", () => {
  it("stays as it is, and the new one shares all that was not touched", async () => {
    const before = structuredClone(smallDocument);
    const { document } = await applied({ op: "put", kind: "number", item: { ...number, note: "new" } });
    expect(smallDocument).toEqual(before);
    expect(document.territories).toBe(smallDocument.territories);
    for (const [i, item] of document.numbers.entries()) if (i > 0) expect(item).toBe(smallDocument.numbers[i]);
  });
});

describe("a fault of the new document", () => {
  it("has the path of the operation that brought the item, or of the document", async () => {
    const { document, origins } = await applied({ op: "put", kind: "number", item: { ...number, shortCode: "998" } });
    const at = (index: number, field: readonly PropertyKey[]) =>
      locateFault({ list: "numbers", index, field, message: "" }, document, origins).path;
    expect([at(4, ["shortCode"]), at(4, []), at(0, ["services", 1])]).toEqual([
      "operations[0].item.shortCode",
      "operations[0].item",
      "numbers[0].services[1]",
    ]);
  });
});
