import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";
import type { TableClient } from "@azure/data-tables";
import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { type ConfigDocument, documentSchema, emptyDocument } from "../../../../shared/config/document.ts";
import { documentHash } from "../../../../shared/config/document-hash.ts";
import { listedTables } from "../../../../shared/config/fingerprint.ts";
import { documentItems, itemKinds } from "../../../../shared/config/item-kinds.ts";
import { DamagedVersionError } from "../../../../shared/config/store/damaged-version-error.ts";
import { itemFormat, packItems } from "../../../../shared/config/store/packed-items.ts";
import { packedRows } from "../../../../shared/config/store/packed-rows.ts";
import { versionContent } from "../../../../shared/config/store/version-content.ts";
import { storedForm } from "../../../../shared/config/stored-form.ts";
import { canonicalJson } from "../../../../shared/json/canonical-json.ts";
import { tableClient } from "../../../../shared/tables/table-client.ts";
import { arbitraryDocument } from "../../../support/config/arbitrary-document.ts";
import { damageVersion, removeCopy } from "../../../support/stores/damage-version.ts";
import { startProxy } from "../../../support/stores/start-proxy.ts";
import { newTableName, useTables } from "../../../support/stores/use-tables.ts";
import { allRows } from "../../../support/trail/trail.ts";
import formatOne from "./stored-format-1.json" with { type: "json" };

const tables = useTables();
const small = documentSchema.parse({
  defaults: { unprovisioned: "ordinary" },
  numbers: ["999", "112"].map((shortCode) => ({ territory: "GB", shortCode, class: "emergency" })),
});
const smallHash = await documentHash(small);

async function written(document: ConfigDocument) {
  const client = await tables.fresh();
  const content = versionContent(client);
  await content.writeVersion(1, document);
  return { client, content };
}

const tooMuch = gzipSync(Buffer.alloc(2 * 1024 * 1024));

/** More numbers than one transaction, one page or one part of a copy takes. */
const many = documentSchema.parse({
  numbers: Array.from({ length: 1_100 }, (_, i) => ({
    territory: "GB",
    shortCode: String(10_000 + i),
    class: "special",
    note: `the ${i}. of many`,
  })),
});

describe("a version", () => {
  it.each<[string, (client: TableClient, version: number) => Promise<void>]>([
    ["from its copy", async () => {}],
    ["from its rows where there is no copy", removeCopy],
    ["from its rows where the copy lacks a part", (client) => removePart(client, 1)],
    ["from its rows where the copy has an edited part", (client) => editPart(client, { items0: Buffer.from("text") })],
    ["from its rows where a part unzips to far too much", (client) => editPart(client, { items0: tooMuch })],
    ["from its copy where a row was edited", (client) => editRow(client, "number|*|GB|10001", { note: "another" })],
  ])("is read as it was written %s", async (_, happens) => {
    const { client, content } = await written(many);
    await happens(client, 1);
    const read = await content.readVersion(1, await documentHash(many));
    expect(await documentItems(read)).toEqual(await documentItems(many));
    expect(Object.keys(read.numbers[0] ?? {})).toEqual(Object.keys(many.numbers[0] ?? {}));
    const items = [...(await content.readItems(1, await documentHash(many)))].flat();
    expect(items).toEqual(await documentItems(many));
  });

  it("is read as it was written, whatever it holds, from its copy and from its rows", async () => {
    const client = await tables.fresh();
    const content = versionContent(client);
    let version = 0;
    await fc.assert(
      fc.asyncProperty(arbitraryDocument, async (document) => {
        version += 1;
        const items = await documentItems(document);
        await content.writeVersion(version, document);
        expect(await documentItems(await content.readVersion(version, await documentHash(document)))).toEqual(items);
        await removeCopy(client, version);
        expect(await documentItems(await content.readVersion(version, await documentHash(document)))).toEqual(items);
      }),
      { numRuns: 15 },
    );
  });

  it("tells which versions of tables it lists, of whatever kind, and none of its other items", async () => {
    const document = documentSchema.parse({
      lookupTables: [{ name: "sites", keys: "locationKey", version: 3 }],
      locationTables: [
        { name: "borders", keys: "boundary", version: 2 },
        { name: "towns", keys: "civic", version: 12 },
      ],
      locationRules: [{ territory: "GB", ingress: "*", order: ["civic"] }],
      numbers: small.numbers,
    });
    const { content } = await written(document);
    const listed = listedTables(document).map(({ name, version }) => ({ name, version }));
    const found = await content.listedTables(1);
    expect(found).toHaveLength(3);
    expect(found).toEqual(expect.arrayContaining(listed));
  });

  it("tells of a copy that is damaged, and of nothing where there is none", async () => {
    const { client } = await written(many);
    const damaged: number[] = [];
    const content = versionContent(client, (version) => damaged.push(version));
    await content.readItems(1, await documentHash(many));
    expect(damaged).toEqual([]);
    await removePart(client, 1);
    await content.readItems(1, await documentHash(many));
    expect(damaged).toEqual([1]);
    await removeCopy(client, 1);
    await content.readItems(1, await documentHash(many));
    expect(damaged).toEqual([1]);
  });

  it("is read from its copy in a few requests", async () => {
    const { client } = await written(many);
    const pages = vi.spyOn(client, "listEntities");
    await versionContent(client).readItems(1, await documentHash(many));
    expect(pages).toHaveBeenCalledTimes(1);
  });

  it.each<[string, (client: TableClient) => Promise<unknown>, string | null]>([
    ["as it was written", async () => {}, null],
    ["whose copy lacks a part", (client) => removePart(client, 1), "packed copy"],
    ["without a copy", (client) => removeCopy(client, 1), "packed copy"],
    ["that lacks a row", (client) => client.deleteEntity("version-1", "number|*|GB|10001"), "number|*|GB|10001"],
  ])("%s is verified, or not", async (_, happens, fault) => {
    const { client, content } = await written(many);
    await happens(client);
    const verified = content.verifyVersion(1, await documentHash(many));
    if (fault === null) await verified;
    else await expect(verified).rejects.toThrow(fault);
  });

  it("is stored once when the answer to a transaction is lost", async () => {
    const proxy = await startProxy(tables.running());
    const client = tableClient(proxy, newTableName());
    await client.createTable();
    const content = versionContent(client);
    proxy.loseAnswerTo("POST");
    await content.writeVersion(1, small);
    expect(proxy.lost()).toBe(1);
    expect(await documentItems(await content.readVersion(1, smallHash))).toEqual(await documentItems(small));
  });

  it("does not mix with another", async () => {
    const { content } = await written(small);
    await content.writeVersion(11, emptyDocument);
    expect(await content.readVersion(11, await documentHash(emptyDocument))).toEqual(emptyDocument);
    expect(await documentHash(await content.readVersion(1, smallHash))).toBe(smallHash);
  });

  it("leaves nothing behind when it is deleted", async () => {
    const { client, content } = await written(many);
    await content.deleteVersion(1);
    expect(await allRows(client)).toEqual([]);
  });

  it.each([
    ["lacks a row", "number|*|GB|999"],
    ["lacks its defaults", "defaults|all"],
  ])("that %s and has no copy is refused", async (_, rowKey) => {
    const { client, content } = await written(small);
    await damageVersion(client, 1, rowKey);
    await expect(content.readVersion(1, smallHash)).rejects.toThrow(
      /Configuration version 1 is sha256:.* was activated/,
    );
  });

  it.each<[string, Record<string, string | number>]>([
    ["was edited", { class: "ordinary" }],
    ["cannot be read", { class: "urgent" }],
    ["holds a number for text", { shortCode: 999 }],
  ])("of which a row %s and there is no copy is refused", async (_, columns) => {
    const { client, content } = await written(small);
    await removeCopy(client, 1);
    await editRow(client, "number|*|GB|999", columns);
    await expect(content.readVersion(1, smallHash)).rejects.toThrow(DamagedVersionError);
  });

  /** As a release stored it that had no `trustTerritory` yet; another one put in an item that is not valid now. */
  async function ofAnotherRelease(ingress: Record<string, unknown>, format = itemFormat - 1) {
    const items = (await documentItems(emptyDocument)).map(storedForm);
    const stored = [...items, { kind: "ingress" as const, key: "zoom", item: ingress }];
    const packed = { ...(await packItems(stored)), format };
    const client = await tables.fresh();
    await packedRows(client).write(1, packed);
    const hash = `sha256:${createHash("sha256").update(canonicalJson(stored)).digest("hex")}`;
    return { content: versionContent(client), hash };
  }

  it("of an older release is read by the schemas of today, which add what there was not then", async () => {
    const today = itemKinds.ingress.schema.parse({ name: "zoom", spellings: ["short-code"] });
    const { trustTerritory: _, strictSpellings: __, redirectHeaders: ___, ...older } = today;
    const { content, hash } = await ofAnotherRelease(older);
    const expected = {
      ingresses: [{ ...older, trustTerritory: true, strictSpellings: false, redirectHeaders: false }],
    };
    expect(await content.readVersion(1, hash)).toMatchObject(expected);
    expect([...(await content.readItems(1, hash))].flat().map(({ item }) => item)).toContainEqual(
      expected.ingresses[0],
    );
  });

  it("of another release that is not valid by this one is refused", async () => {
    const { content, hash } = await ofAnotherRelease({ name: "zoom", spellings: ["semaphore"] });
    await expect(content.readItems(1, hash)).rejects.toThrow(DamagedVersionError);
  });

  it("whose copy has an item that is not valid any more is refused as a document, so that another can be restored", async () => {
    const { content, hash } = await ofAnotherRelease({ name: "zoom", spellings: ["semaphore"] }, itemFormat);
    await expect(content.readVersion(1, hash)).rejects.toThrow(DamagedVersionError);
  });

  describe("that was stored before territories could have a contingency route of their own", () => {
    async function stored(keeps: "copy" | "rows") {
      const client = await tables.fresh();
      if (keeps === "rows") for (const row of formatOne.rows) await client.createEntity(row);
      const parts = formatOne.packed.parts.map((part) => Buffer.from(part, "base64"));
      if (keeps === "copy") await packedRows(client).write(1, { ...formatOne.packed, parts });
      return versionContent(client);
    }

    it.each(["copy", "rows"] as const)("is read from its %s, with the hash that it had", async (keeps) => {
      const content = await stored(keeps);
      const document = await content.readVersion(1, formatOne.hash);
      expect(document.territories).toEqual([expect.objectContaining({ code: "GB", contingencyRouteSet: null })]);
      expect(await documentHash(document)).toBe(formatOne.hash);
      expect([...(await content.readItems(1, formatOne.hash))].flat()).toEqual(await documentItems(document));
    });

    it("has that hash when it is stored today, and then reads alike from its copy and its rows", async () => {
      const document = await (await stored("copy")).readVersion(1, formatOne.hash);
      const { client, content } = await written(document);
      expect(await content.readVersion(1, formatOne.hash)).toEqual(document);
      await removeCopy(client, 1);
      expect(await content.readVersion(1, formatOne.hash)).toEqual(document);
    });
  });

  it("that was never written is refused", async () => {
    const content = versionContent(await tables.fresh());
    await expect(content.readItems(1, smallHash)).rejects.toThrow("was activated");
  });
});

const editRow = (client: TableClient, rowKey: string, columns: Record<string, string | number>) =>
  client.updateEntity({ partitionKey: "version-1", rowKey, ...columns }, "Merge").then(() => {});

const editPart = (client: TableClient, columns: Record<string, Uint8Array>) =>
  client.updateEntity({ partitionKey: "packed-1", rowKey: "000001", ...columns }, "Merge").then(() => {});

const removePart = (client: TableClient, part: number) =>
  client.deleteEntity("packed-1", String(part).padStart(6, "0")).then(() => {});
