import { HttpRequest, HttpResponse } from "@azure/functions";
import { expect, it } from "vitest";
import { taggedJson } from "../../../functions/edge/tagged-json.ts";

async function ask(value: object, ifNoneMatch?: string) {
  const headers = ifNoneMatch === undefined ? {} : { "if-none-match": ifNoneMatch };
  const request = new HttpRequest({ method: "GET", url: "http://127.0.0.1/api/v1/catalogue", headers });
  return new HttpResponse(await taggedJson(request, value));
}

const tagOf = async (value: object) => (await ask(value)).headers.get("etag") ?? "";

it("has the same tag for the same content alone", async () => {
  expect(await tagOf({ entries: [1] })).toMatch(/^"[\w-]{43}"$/);
  expect(await tagOf({ entries: [1] })).toBe(await tagOf({ entries: [1] }));
  expect(await tagOf({ entries: [1] })).not.toBe(await tagOf({ entries: [2] }));
});

it("answers a question without a tag, or with another one, with the content", async () => {
  for (const tag of [undefined, '"other"', await tagOf({ entries: [2] })]) {
    const answer = await ask({ entries: [1] }, tag);
    expect([answer.status, await answer.json()]).toEqual([200, { entries: [1] }]);
  }
});

it("answers a question with its tag with 304 and no content", async () => {
  const tag = await tagOf({ entries: [1] });
  for (const asked of [tag, `W/${tag}`, `"other", ${tag}`, "*"]) {
    const answer = await ask({ entries: [1] }, asked);
    expect([answer.status, answer.headers.get("etag"), await answer.text()]).toEqual([304, tag, ""]);
  }
});
