import { HttpRequest, HttpResponse, InvocationContext } from "@azure/functions";
import { describe, expect, it } from "vitest";
import { makeCheckList } from "../../functions/check-list.ts";
import { makeFewAtATime } from "../../functions/edge/few-at-a-time.ts";
import { makeReadList } from "../../functions/read-list.ts";
import { documentSchema } from "../../shared/config/document.ts";
import type { CompileVersionDependencies } from "../../shared/config/snapshot/compile-version.ts";
import { localCaller } from "../../shared/identity/caller.ts";
import { compiled } from "../support/config/compiled-document.ts";
import { listOrigin } from "../support/config/list-of.ts";

const irish = documentSchema.parse({
  ingresses: [{ name: "teams", spellings: ["short-code"] }],
  territories: [{ code: "IE", callingCode: "353" }],
  numbers: [{ territory: "IE", shortCode: "999", class: "emergency" }],
  defaults: { unprovisioned: "ordinary" },
});
const more = documentSchema.parse({
  ...irish,
  numbers: [...irish.numbers, { territory: "IE", shortCode: "112", class: "emergency" }],
});
const { snapshot } = await compiled(more);

/** A store with the versions 41 and 42, of which 42 is active; `reads` counts how often a version was read. */
function store(isEmpty = false) {
  const reads: number[] = [];
  const rest = {
    parent: 0,
    author: "",
    reason: "",
    activatedAt: null,
    restoredFrom: null,
    breakGlass: null,
    proposal: null,
    summary: {},
    auditedAt: null,
  };
  const dependencies: CompileVersionDependencies = {
    table: {
      readPointer: async () => (isEmpty ? null : { version: 42, hash: listOrigin.hash, activatedAt: "", etag: "" }),
      readHeader: async (version) =>
        isEmpty || version < 41 || version > 42
          ? null
          : { ...listOrigin, ...rest, version, claim: "", live: true, cleared: false },
      readVersion: async (version) => {
        reads.push(version);
        return version === 42 ? more : irish;
      },
    },
    lookups: { read: async () => new Map() },
    snapshots: {
      current: () => ({ snapshot, config: { version: 42, hash: listOrigin.hash, source: "live", ageMs: 0 } }),
    },
  };
  return { dependencies, reads };
}

type Asked = { readonly format?: string; readonly query?: string; readonly etag?: string; readonly body?: string };

/** Asks for a list, or for a check where there is a body. */
function asker({ dependencies }: ReturnType<typeof store>) {
  const read = makeReadList({ ...dependencies, inTurn: makeFewAtATime(1) });
  const check = makeCheckList(dependencies);
  return async ({ format = "acg", query = "", etag, body }: Asked) => {
    const request = new HttpRequest({
      method: body === undefined ? "GET" : "POST",
      url: `http://127.0.0.1/api/v1/config/lists/${format}?${query}`,
      params: { format },
      headers: etag === undefined ? {} : { "if-none-match": etag },
      ...(body === undefined ? {} : { body: { string: body } }),
    });
    const handler = body === undefined ? read : check;
    const answer = new HttpResponse(await handler(request, localCaller, new InvocationContext()));
    return { status: answer.status, etag: answer.headers.get("etag") ?? "", text: await answer.text() };
  };
}

describe("a list that is asked for", () => {
  it("is that of the active version, or of another one", async () => {
    const ask = asker(store());
    expect(await ask({})).toMatchObject({ status: 200, text: "112,999\n" });
    expect(await ask({ query: "version=41" })).toMatchObject({ status: 200, text: "999\n" });
  });

  it("is the same again, and 304 for whoever has it, without being read once more", async () => {
    const { dependencies, reads } = store();
    const ask = asker({ dependencies, reads });
    const first = await ask({ format: "kamailio" });
    expect(first.etag).toMatch(/^"42-[0-9a-f]{32}"$/);
    expect(await ask({ format: "kamailio" })).toEqual(first);
    expect(await ask({ format: "kamailio", etag: first.etag })).toEqual({ status: 304, etag: first.etag, text: "" });
    for (const etag of [`W/${first.etag}`, `"other", ${first.etag}`])
      expect((await ask({ format: "kamailio", etag })).status).toBe(304);
    expect(reads).toHaveLength(2);
    expect((await ask({ format: "csv", etag: first.etag })).status).toBe(200);
    expect((await asker(store())({ format: "kamailio", etag: first.etag })).status).toBe(304);
  });

  it.each<[Asked, number, string]>([
    [{ format: "sbc" }, 404, "there are acg, kamailio, opensips, csv, json"],
    [{ query: "version=7" }, 404, "no such version"],
    [{ query: "version=x" }, 400, "version"],
    [{ query: "ingress=team" }, 400, 'version 42 has no ingress \\"team\\"; it has teams'],
    [{ query: "territory=FR" }, 400, 'version 42 has no territory \\"FR\\"; it has IE'],
    [{ query: "territory=Eire" }, 400, "territory"],
    [{ body: "999", query: "territory=FR" }, 400, 'version 42 has no territory \\"FR\\"; it has IE'],
    [{ body: "999", query: "at=x" }, 400, "has no meaning here"],
    [{ body: "999", format: "sbc" }, 404, "there are acg"],
    [{ body: "999", query: "version=7" }, 404, "no such version"],
    [{ body: "" }, 400, "the body is empty"],
    [{ body: "hello" }, 422, "is no dial string"],
    [{ body: "x".repeat(8 * 1024 * 1024 + 1) }, 413, "8388608 bytes"],
  ])("is refused with what is wrong: %#", async (asked, status, told) => {
    const answer = await asker(store())(asked);
    expect(answer.status).toBe(status);
    expect(answer.text).toContain(told);
  });

  it("is none where no configuration was ever activated: an empty list would replace a good one", async () => {
    expect(await asker(store(true))({})).toMatchObject({ status: 404 });
  });

  it("is compared for the territories that it was made for", async () => {
    const ask = asker(store());
    expect(JSON.parse((await ask({ body: "112,999", query: "territory=IE" })).text)).toMatchObject({ inStep: true });
    expect(JSON.parse((await ask({ body: "999", query: "territory=IE" })).text).missing).toHaveLength(1);
  });

  it("is in step with the version that it was made from, and not with a later one", async () => {
    const ask = asker(store());
    const { text } = await ask({ format: "kamailio", query: "version=41" });
    expect(JSON.parse((await ask({ format: "kamailio", query: "version=41", body: text })).text)).toMatchObject({
      version: 41,
      listVersion: 41,
      inStep: true,
    });
    expect(JSON.parse((await ask({ format: "kamailio", body: text })).text)).toMatchObject({
      version: 42,
      listVersion: 41,
      inStep: false,
      missing: [{ dialString: "112" }],
    });
  });
});
