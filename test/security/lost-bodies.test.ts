import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type EventHubsStandIn, startEventHubs } from "../../tools/event-hubs/start-event-hubs.ts";
import { startTables, type Tables } from "../../tools/local/tables/start-tables.ts";
import { type RunningApp, runApp } from "../support/app/run-app.ts";
import { sign } from "../support/app/sign.ts";
import { routes, signedOnly } from "./every-route.ts";

// The Functions host hands on no body that comes in chunks: whoever sends one has to be told, and not that it is unsigned.
const secret = "what the signalling layer signs with";
let tables: Tables;
let hub: EventHubsStandIn;
let app: RunningApp;

beforeAll(async () => {
  tables = await startTables({ port: 0 });
  hub = await startEventHubs({
    port: 0,
    hubs: [{ name: "emergency-audit", partitions: 1, consumerGroups: ["audit-trail"] }],
  });
  app = await runApp({
    WEBHOOK_SIGNING_SECRET: secret,
    TABLES_CONNECTION: tables.connectionString,
    EVENT_HUBS_CONNECTION: hub.connectionString,
    SEED_STARTER_CONFIGURATION: "true",
  });
});

afterAll(async () => {
  await app.stop();
  await hub.stop();
  await tables.stop();
});

const post = (path: string, init: RequestInit) => fetch(`${app.url}/api/v1/${path}`, { method: "POST", ...init });

/** fetch sends a stream in chunks. */
const inChunks = (bytes: Uint8Array): RequestInit =>
  ({ body: new Blob([bytes]).stream(), duplex: "half" }) as RequestInit;

const rows = {
  path: "config/imports?kind=lookup-table&name=sites&format=json&reason=new",
  body: [{ key: "a", value: "1" }],
};
const guarded = [...routes.filter(({ method }) => method === "POST"), rows];
const posts = [...guarded, ...signedOnly];

const signed = (bytes: Uint8Array) => sign(bytes, secret);

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
