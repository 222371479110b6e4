import { HttpRequest, HttpResponse, InvocationContext } from "@azure/functions";
import { expect, it } from "vitest";
import { makeDraftConfig } from "../../functions/draft-config.ts";
import { makeOneAtATime } from "../../functions/edge/one-at-a-time.ts";
import { starterConfiguration } from "../../shared/config/change/starter-configuration.ts";
import { emptyDocument } from "../../shared/config/document.ts";
import { localCaller } from "../../shared/identity/caller.ts";
import { compiled } from "../support/config/compiled-document.ts";
import { smallDocument } from "../support/config/small-document.ts";

type Body = { readonly baseVersion: number; readonly errors: readonly { readonly path: string }[] };

async function post(body: unknown, active = { version: 42, document: smallDocument }) {
  const handler = makeDraftConfig({
    readActive: async () => active,
    configurations: { active: async () => ({ ...active, ...(await compiled(active.document)) }) },
    now: () => Date.parse("2026-11-22T12:00:00.000Z"),
    oneAtATime: makeOneAtATime("busy"),
  });
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const url = "http://127.0.0.1/api/v1/config/drafts";
  const request = new HttpRequest({ method: "POST", url, body: { string: text } });
  const answer = new HttpResponse(await handler(request, localCaller, new InvocationContext()));
  return { status: answer.status, headers: answer.headers, body: (await answer.json()) as Body };
}

it("answers with nothing but a change set for the active version", async () => {
  const { status, headers, body } = await post({ territories: ["IE"], routeSet: "emergency" });
  expect(status).toBe(200);
  expect(headers.get("etag")).toBe('"42"');
  expect(headers.has("x-draft-skipped")).toBe(false);
  expect(Object.keys(body)).toEqual(["baseVersion", "reason", "operations"]);
  expect(body.baseVersion).toBe(42);
});

it("names in a header what is there already", async () => {
  const { headers } = await post({ territories: ["FR"], routeSet: "emergency" });
  expect(headers.get("x-draft-skipped")).toBe("territory FR, number *|FR|112, number *|FR|18");
});

it("names fifty in the header, and counts the rest", async () => {
  const starter = { version: 1, document: starterConfiguration() };
  const wanted = { territories: ["AE", "AF", "AG", "GB", "FR", "IT", "US"], routeSet: "emergency" };
  const { headers } = await post({ ...wanted, tiers: ["primary", "extended"] }, starter);
  expect(headers.get("x-draft-skipped")).toMatch(/^(?:[a-z]+ \S+, ){49}[a-z]+ \S+ and \d+ more$/);
});

it.each([
  ["no JSON", "{", 400, undefined],
  ["an unknown territory and route set", { territories: ["QQ"], routeSet: "x" }, 422, ["territories[0]", "routeSet"]],
  ["too long a body", " ".repeat(65_537), 413, undefined],
])("refuses %s", async (_, body, status, paths) => {
  const answer = await post(body);
  expect(answer.status).toBe(status);
  expect(answer.body.errors?.map(({ path }) => path)).toEqual(paths);
});

it("says that an empty configuration has no route set to send calls to", async () => {
  const answer = await post({ territories: ["IE"], routeSet: "emergency" }, { version: 0, document: emptyDocument });
  expect(answer).toMatchObject({ status: 422, body: { errors: [{ path: "routeSet" }] } });
});

it("pins what is decided today, where that is asked for", async () => {
  const { status, headers, body } = await post({ expectations: { territories: ["GB"] } });
  expect(status).toBe(200);
  expect(headers.get("etag")).toBe('"42"');
  expect(body).toMatchObject({ baseVersion: 42, operations: [{ op: "put", kind: "expectation" }, {}, {}] });
});

it("says which names of a draft of expectations are not there", async () => {
  const answer = await post({ expectations: { territories: ["GB", "IE"], ingresses: ["zoom"] } });
  expect(answer).toMatchObject({
    status: 422,
    body: { errors: [{ path: "expectations.territories[1]" }, { path: "expectations.ingresses[0]" }] },
  });
});
