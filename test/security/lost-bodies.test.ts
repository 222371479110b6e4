import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { signingSecret, useSeededApp } from "../support/app/seeded-app.ts";
import { sign } from "../support/app/sign.ts";
import { routes, signedOnly } from "./every-route.ts";

// The Functions host drops a body that comes in chunks: the answer has to say so, and not that the body is unsigned.
const product = useSeededApp(() => ({ WEBHOOK_SIGNING_SECRET: signingSecret }));

const post = (path: string, init: RequestInit) =>
  fetch(`${product().app.url}/api/v1/${path}`, { method: "POST", ...init });

/** fetch sends a stream in chunks. */
const inChunks = (bytes: Uint8Array): RequestInit =>
  ({ body: new Blob([bytes]).stream(), duplex: "half" }) as RequestInit;

const rows = {
  path: "config/imports?kind=lookup-table&name=sites&format=json&reason=new",
  body: [{ key: "a", value: "1" }],
};
const guarded = [...routes.filter(({ method }) => method === "POST"), rows];
const posts = [...guarded, ...signedOnly];

const signed = (bytes: Uint8Array) => sign(bytes, signingSecret);

describe.each(posts)("POST $path", ({ path, body }) => {
  const bytes = Buffer.from(JSON.stringify(body));

  it("says of a body in chunks that it has to come with its length", async () => {
    const response = await post(path, { ...inChunks(bytes), headers: signed(bytes) });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ detail: expect.stringContaining("send it with Content-Length") });
  });
});

it.each(signedOnly)("says of a compressed body to $path that it has to come as it is", async ({ path, body }) => {
  const compressed = gzipSync(JSON.stringify(body));
  const response = await post(path, {
    body: compressed,
    headers: { "content-encoding": "gzip", ...signed(compressed) },
  });
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({ detail: expect.stringContaining("without Content-Encoding") });
});

it.each(guarded)("refuses a compressed body to $path by its type, and says so", async ({ path, body }) => {
  const response = await post(path, { body: gzipSync(JSON.stringify(body)), headers: { "content-encoding": "gzip" } });
  expect(response.status).toBe(415);
  expect(await response.json()).toMatchObject({ detail: expect.stringContaining("not compressed") });
});
