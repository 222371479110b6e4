import { HttpRequest, InvocationContext } from "@azure/functions";
import { describe, expect, it } from "vitest";
import { importLocationTableQuery } from "../../functions/edge/import-location-table.ts";
import { importLookupTableQuery } from "../../functions/edge/import-lookup-table.ts";
import { withQuery } from "../../functions/edge/with-query.ts";
import { makeImportConfig } from "../../functions/import-config.ts";
import type { ConfigurationChange, Edited } from "../../shared/config/change/configuration-change.ts";
import { documentSchema } from "../../shared/config/document.ts";
import { localCaller } from "../../shared/identity/caller.ts";

const active = documentSchema.parse({
  tenants: [{ name: "contoso" }],
  numbers: [
    { territory: "GB", shortCode: "999", class: "emergency" },
    { territory: "GB", shortCode: "112", class: "emergency" },
  ],
});

const csv = "territory,shortCode,class\nGB,112,emergency\nIE,999,emergency\n";
const asked = { format: "csv", reason: "CHG0012345 add Ireland", baseVersion: "42" };

type Sent = { readonly query?: Record<string, string>; readonly headers?: Record<string, string> };

/** What is answered, the change that was asked for, and what it makes of the active document. */
async function send(body: string | Uint8Array, { query = asked, headers = {} }: Sent = {}) {
  const changes: ConfigurationChange[] = [];
  const edits: Edited[] = [];
  const handler = makeImportConfig({
    change: async (change) => {
      changes.push(change);
      const edited = await change.edit(active, null);
      if (edited.outcome === "valid") edits.push(edited.value);
      return { outcome: "conflict", activeVersion: 43, goesBack: null };
    },
    importRows: withQuery(importLookupTableQuery, async () => ({ status: 299 })),
    importLocations: withQuery(importLocationTableQuery, async () => ({ status: 298 })),
  });
  const url = "http://127.0.0.1/api/v1/config/imports";
  const request = new HttpRequest({ method: "POST", url, query, headers, body: { bytes: Buffer.from(body) } });
  const answer = await handler(request, localCaller, new InvocationContext());
  if (typeof answer !== "object" || answer === null) throw new Error("the handler gave no answer");
  return { answer, problem: readProblem(Reflect.get(answer, "body")), changes, edits };
}

const readProblem = (body: unknown): unknown => (typeof body === "string" ? JSON.parse(body) : null);

describe("an import of whole lists", () => {
  it("asks for one change that replaces them, and answers as the change does", async () => {
    const { answer, changes, edits } = await send(csv, {
      query: { ...asked, dryRun: "true", confirm: "removes-emergency-number, halves" },
    });
    expect(answer).toMatchObject({ status: 409 });
    expect(changes).toMatchObject([
      {
        baseVersion: 42,
        reason: "CHG0012345 add Ireland",
        author: "local",
        confirm: ["removes-emergency-number", "halves"],
        dryRun: true,
      },
    ]);
    const [edited] = edits;
    if (edited === undefined) throw new Error("nothing was edited");
    expect(edited.document.numbers).toMatchObject([{ shortCode: "112" }, { territory: "IE", shortCode: "999" }]);
    expect(edited.document.numbers[0]).toBe(active.numbers[1]);
    expect(edited.document.tenants).toBe(active.tenants);
    expect(edited.document.numbers.map((number) => edited.origins.get(number))).toEqual(["line 2", "line 3"]);
  });

  it("takes the version from If-Match, and a document from JSON", async () => {
    const { changes, edits } = await send('{"tenants":[]}', {
      query: { format: "json", reason: "no tenants" },
      headers: { "if-match": 'W/"7"' },
    });
    expect(changes).toMatchObject([{ baseVersion: 7, dryRun: false, confirm: [] }]);
    expect(edits).toMatchObject([{ document: { tenants: [], numbers: active.numbers } }]);
  });

  it("does nothing with a file that has a fault, and tells them all", async () => {
    const lines = Array.from({ length: 9_999 }, (_, i) => `GB,${String(i).padStart(5, "0")},emergency`);
    const { answer, problem, changes } = await send(
      ["territory,shortCode,class", ...lines, "GB,1,emergency"].join("\n"),
    );
    expect(answer).toMatchObject({ status: 422 });
    expect(problem).toMatchObject({ errors: [{ path: "line 10001.shortCode" }] });
    expect(changes).toEqual([]);
  });

  it.each<[string, Sent, readonly string[]]>([
    ["nothing", { query: {} }, ["format"]],
    ["an unknown format", { query: { ...asked, format: "xml" } }, ["format"]],
    ["an unknown parameter", { query: { ...asked, force: "true" } }, ["force"]],
    ["an unknown kind", { query: { ...asked, kind: "numbers" } }, ["kind"]],
    ["no clear word on storing", { query: { ...asked, dryRun: "1" } }, ["dryRun"]],
    ["an empty reason", { query: { ...asked, reason: " " } }, ["reason"]],
    ["a long reason", { query: { ...asked, reason: "x".repeat(513) } }, ["reason"]],
    ["a version that is none", { query: { ...asked, baseVersion: "latest" } }, ["baseVersion"]],
    ["two versions", { headers: { "if-match": '"41"' } }, ["baseVersion"]],
    ["any version", { headers: { "if-match": "*" } }, ["baseVersion"]],
  ])("is refused with %s in its query", async (_, sent, paths) => {
    const { answer, problem, changes } = await send(csv, sent);
    expect(answer).toMatchObject({ status: 400 });
    expect(problem).toMatchObject({ errors: paths.map((path) => ({ path })) });
    expect(changes).toEqual([]);
  });

  it("is refused over 8 MiB, whether its length was told or not", async () => {
    const large = Buffer.alloc(8 * 1024 * 1024 + 1, "\n");
    expect((await send(large)).answer).toMatchObject({ status: 413 });
    expect((await send(csv, { headers: { "content-length": "8388609" } })).answer).toMatchObject({ status: 413 });
  });

  it("of a folder is tried with rows of tables, and stores them by another request alone", async () => {
    const form = new FormData();
    form.append("file", new Blob(["name\r\nfabrikam\r\n"]), "tenants.csv");
    form.append("file", new Blob(["key,value\n75056,0155667788\n"]), "lookup-tables/fr@3.csv");
    const folder = new Response(form);
    const headers = { "content-type": folder.headers.get("content-type") ?? "" };
    const bytes = new Uint8Array(await folder.arrayBuffer());
    const query = { ...asked, format: "folder" };
    const { changes, edits } = await send(bytes, { query: { ...query, dryRun: "true" }, headers });
    expect(changes).toMatchObject([{ dryRun: true, tables: [{ name: "fr", version: 3 }] }]);
    expect(edits).toMatchObject([{ document: { tenants: [{ name: "fabrikam" }] } }]);
    const stored = await send(bytes, { query, headers });
    expect(stored.problem).toMatchObject({
      errors: [{ path: "lookup-tables/fr@3.csv", message: expect.stringContaining("is for a dry run") }],
    });
    expect(stored.changes).toEqual([]);
  });

  it("of a folder replaces the lists that have a file, as one change", async () => {
    const form = new FormData();
    form.append("file", new Blob(["\ufeffname;defaultTerritory\r\nfabrikam;GB\r\n"]), "tenants.csv");
    form.append("file", new Blob(["[]"]), "conversions.json");
    const folder = new Response(form);
    const headers = { "content-type": folder.headers.get("content-type") ?? "" };
    const bytes = new Uint8Array(await folder.arrayBuffer());
    const query = { ...asked, format: "folder" };
    const { changes, edits } = await send(bytes, { query, headers });
    expect(changes).toMatchObject([{ baseVersion: 42 }]);
    expect(edits).toMatchObject([{ document: { tenants: [{ name: "fabrikam" }], numbers: active.numbers } }]);
    expect((await send(bytes, { query: { ...query, kind: "tenant" }, headers })).problem).toMatchObject({
      errors: [{ path: "kind", message: "the files of a folder say what they hold" }],
    });
    expect((await send("no form", { query, headers })).problem).toMatchObject({
      errors: [{ path: "", message: "does not have the boundary that its Content-Type names" }],
    });
    expect((await send(csv, { query })).answer).toMatchObject({ status: 415 });
  });

  it("with the name of a lookup table is one of its rows", async () => {
    const query = { kind: "lookup-table", name: "fr-communes", format: "csv", reason: "CHG1" };
    expect((await send("key,value\n75056,0155\n", { query })).answer).toEqual({ status: 299 });
    const { edits } = await send("name,keys,version\nfr-communes,locationKey,7\n", {
      query: { ...asked, kind: "lookup-table" },
    });
    expect(edits).toMatchObject([{ document: { lookupTables: [{ name: "fr-communes", version: 7 }] } }]);
  });

  it.each([
    ["boundary", 298],
    ["civic", 415],
  ])("that is sent as GeoJSON is one of boundaries: keys=%s is answered %i", async (keys, status) => {
    const query = { kind: "location-table", name: "gb-areas", keys, reason: "CHG1" };
    const headers = { "content-type": "application/geo+json" };
    expect((await send("{}", { query, headers })).answer).toMatchObject({ status });
  });
});
