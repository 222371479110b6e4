import { HttpRequest, HttpResponse, InvocationContext } from "@azure/functions";
import { expect, it } from "vitest";
import { makeReadConfigFingerprint } from "../../functions/read-config-fingerprint.ts";
import { documentSchema, emptyDocument } from "../../shared/config/document.ts";
import { documentHash } from "../../shared/config/document-hash.ts";
import { localCaller } from "../../shared/identity/caller.ts";

const document = documentSchema.parse({
  tenants: [{ name: "contoso" }],
  lookupTables: [{ name: "fr-communes", keys: "locationKey", version: 7, hash: `sha256:${"a".repeat(64)}` }],
});
const hash = await documentHash(document);
const activatedAt = "2026-11-22T00:00:00.000Z";

function useVersions(pointers: readonly ({ readonly version: number; readonly hash: string } | null)[]) {
  const left = [...pointers];
  const read: number[] = [];
  const handler = makeReadConfigFingerprint({
    table: {
      readPointer: async () => {
        const next = left.shift() ?? null;
        return next === null ? null : { ...next, activatedAt, etag: "e" };
      },
      readVersion: async (version) => {
        read.push(version);
        return document;
      },
    },
  });
  const get = async (headers: Record<string, string> = {}) => {
    const url = "http://127.0.0.1/api/v1/config/fingerprint";
    const request = new HttpRequest({ method: "GET", url, headers });
    const answer = new HttpResponse(await handler(request, localCaller, new InvocationContext()));
    const text = await answer.text();
    return { status: answer.status, etag: answer.headers.get("etag"), body: text === "" ? null : JSON.parse(text) };
  };
  return { get, read };
}

it("answers version and hash, each list, and the lookup tables in use", async () => {
  const { get } = useVersions([{ version: 42, hash }]);
  expect(await get()).toMatchObject({
    status: 200,
    etag: '"42"',
    body: {
      version: 42,
      hash,
      activatedAt,
      lists: expect.arrayContaining([expect.objectContaining({ kind: "tenant", list: "tenants", items: 1 })]),
      tables: [
        {
          kind: "lookup-table",
          name: "fr-communes",
          keys: "locationKey",
          version: 7,
          hash: `sha256:${"a".repeat(64)}`,
        },
      ],
    },
  });
});

it("reads a content once, also as another version of the same content", async () => {
  const { get, read } = useVersions([
    { version: 42, hash },
    { version: 42, hash },
    { version: 44, hash },
  ]);
  expect([(await get()).body.version, (await get()).body.version, (await get()).body.version]).toEqual([42, 42, 44]);
  expect(read).toEqual([42]);
});

it("answers 304 to whoever has the version, without reading it", async () => {
  const { get, read } = useVersions([{ version: 42, hash }]);
  expect(await get({ "if-none-match": '"42"' })).toEqual({ status: 304, etag: '"42"', body: null });
  expect(read).toEqual([]);
});

it("answers version 0 with the hash of nothing where nothing was ever activated", async () => {
  const { get } = useVersions([null]);
  expect((await get()).body).toMatchObject({ version: 0, hash: await documentHash(emptyDocument), activatedAt: null });
});
