import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { forkEventHubs } from "../../tools/event-hubs/fork-event-hubs.ts";
import { forkTables } from "../../tools/local/tables/fork-tables.ts";
import { amount } from "../support/amount.ts";
import { type RunningApp, runApp } from "../support/app/run-app.ts";
import { heapInUseMiB } from "../support/programs/heap-in-use.ts";
import { starterDirectory } from "../support/stores/starter-tables.ts";

// Whatever a body or a query is, every route answers at once, and never that something broke.
const stops: (() => unknown)[] = [];
let app: RunningApp;

const program = (name: string) => fileURLToPath(new URL(`../../dist/local/${name}.js`, import.meta.url));

beforeAll(async () => {
  // In processes of their own, so that what they keep is not taken for what the app keeps.
  const tables = await forkTables({
    port: 0,
    directory: await starterDirectory(),
    modulePath: program("tables-process"),
  });
  stops.push(() => tables.stop());
  const hubs = [{ name: "emergency-audit", partitions: 4, consumerGroups: ["audit-trail"] }];
  const hub = await forkEventHubs({ port: 0, hubs, modulePath: program("event-hubs-process") });
  stops.push(() => hub.stop());
  app = await runApp({
    TABLES_CONNECTION: tables.connectionString,
    EVENT_HUBS_CONNECTION: hub.connectionString,
    AUDIT_PUBLISH_BUDGET_MS: "20000",
  });
  stops.push(() => app.stop());
});

afterAll(async () => {
  for (const stop of stops.reverse()) await stop();
});

const text = fc.oneof(
  fc.string(),
  fc.string({ unit: "binary" }),
  fc.constantFrom("999", "+44999", "tel:+44-999", "sip:112@example.net", "urn:service:sos", "__proto__", "constructor"),
  fc.constantFrom("' or PartitionKey ne '", "a/b\\c#d?e", "\u0000\u0085", "\ud800", "%00%2F", "../../active"),
);
const member = fc.oneof({ weight: 3, arbitrary: text }, { weight: 1, arbitrary: fc.jsonValue() });

/** Something that looks like what a route takes, with some of it wrong. */
const like = (fields: Readonly<Record<string, fc.Arbitrary<unknown>>>): fc.Arbitrary<unknown> =>
  fc.record(Object.fromEntries(Object.entries(fields).map(([name, good]) => [name, fc.oneof(good, member)])), {
    requiredKeys: [],
  });

const call = like({
  calledParty: text,
  callingParty: text,
  callId: text,
  ingress: fc.constantFrom("zoom", "teams"),
  tenant: text,
  territory: fc.constantFrom("GB", "FR", "xx"),
  locationKey: text,
  attributes: fc.dictionary(text, text),
});

const operation = like({
  op: fc.constantFrom("put", "delete"),
  kind: fc.constantFrom(
    "number",
    "territory",
    "ingress",
    "tenant",
    "conversion",
    "route-set",
    "lookup-table",
    "defaults",
  ),
  item: fc.dictionary(fc.constantFrom("name", "code", "shortCode", "territory", "class", "steps", "routes"), member),
  key: fc.dictionary(fc.constantFrom("name", "code", "tenant"), member),
});

// What is valid is simulated, which takes long and is tested elsewhere: here hardly anything is.
const change = like({
  baseVersion: fc.constantFrom(1, 2, 3),
  reason: text,
  operations: fc.array(operation, { maxLength: 4 }),
  confirm: fc.array(text, { maxLength: 2 }),
});

/** Bodies that nobody means well with. */
const hostile = fc.oneof(
  fc.json(),
  fc.uint8Array({ maxLength: 300 }),
  fc.nat(5_000).map((depth) => "[".repeat(depth)),
  fc.nat(5_000).map((depth) => `${"[".repeat(depth)}${"]".repeat(depth)}`),
  fc.nat(2_000).map((depth) => `${'{"calledParty":'.repeat(depth)}"999"${"}".repeat(depth)}`),
  fc.nat(70_000).map((length) => JSON.stringify({ calledParty: "9".repeat(length) })),
  fc.constantFrom("", "null", "{}", '{"calledParty":"999"', "\ufeff{}", '{"__proto__":{"calledParty":"999"}}', "1e999"),
);

const csv = fc
  .array(fc.array(fc.oneof(text, fc.constantFrom('"', ",", "GB", "999")), { maxLength: 6 }))
  .map((rows) =>
    ["tenant,territory,shortCode,class,services", "x,x,x,x,x", ...rows.map((row) => row.join(","))].join("\n"),
  );

/** What is no list of a configuration makes a file faulty. */
const lists = like({ numbers: fc.array(operation), tenants: fc.array(member) }).map((some) =>
  typeof some === "object" ? { ...some, nothing: [] } : some,
);

const posts: readonly (readonly [string, fc.Arbitrary<unknown>])[] = [
  ["call-setup", call],
  [
    "call-outcomes",
    like({ callId: text, finalStatus: fc.integer({ min: 100, max: 700 }), attempts: fc.array(member) }),
  ],
  ["config/changes?dryRun=true", change],
  ["config/versions/99/restore?dryRun=true", like({ reason: text })],
  ["config/simulations", like({ calls: fc.array(call, { maxLength: 3 }), change, version: fc.constantFrom(98, 99) })],
  ["config/imports?format=json&dryRun=true", lists],
  ["config/imports?format=csv&kind=number&dryRun=true", csv],
];

const gets = [
  "config",
  "config/versions",
  "config/versions/1",
  "config/export",
  "audit/events",
  "audit/events/export",
  "audit/calls",
  "audit/verification",
  "health/live",
  "openapi.json",
] as const;

const names = [
  "from",
  "to",
  "callId",
  "continuationToken",
  "limit",
  "format",
  "kind",
  "type",
  "flag",
  "tenant",
  "code",
];
const query = fc.dictionary(fc.oneof(fc.constantFrom(...names), text), text, { maxKeys: 5 });

const withinMs = 20_000;
const requests = { posts: amount({ usual: 150, thorough: 1_300 }), gets: amount({ usual: 20, thorough: 90 }) };
const inAll = requests.posts * posts.length + requests.gets * gets.length;

async function answerTo(path: string, init: RequestInit): Promise<number> {
  const response = await fetch(`${app.url}/api/v1/${path}`, { ...init, signal: AbortSignal.timeout(withinMs) });
  await response.arrayBuffer();
  return response.status;
}

const asBody = (value: unknown): string | Uint8Array<ArrayBuffer> => {
  if (typeof value === "string") return value;
  return value instanceof Uint8Array ? Uint8Array.from(value) : JSON.stringify(value);
};

describe(`${inAll} made-up requests`, () => {
  let usedFirst = 0;

  it("begin once everything is warm", async () => {
    for (const [path, body] of posts)
      for (const given of fc.sample(body, 30)) await answerTo(path, { method: "POST", body: asBody(given) });
    usedFirst = heapInUseMiB();
  });

  it.each(posts)(
    "POST %s answers each of its many",
    async (path, resembling) => {
      const body = fc.oneof({ weight: 3, arbitrary: resembling }, { weight: 1, arbitrary: hostile });
      await fc.assert(
        fc.asyncProperty(body, async (given) => {
          const headers = { "content-type": path.includes("csv") ? "text/csv" : "application/json" };
          expect(await answerTo(path, { method: "POST", headers, body: asBody(given) })).toBeLessThan(500);
        }),
        { numRuns: requests.posts },
      );
    },
    900_000,
  );

  it.each(gets)(
    "GET %s answers each of its many",
    async (path) => {
      await fc.assert(
        fc.asyncProperty(query, async (given) => {
          const status = await answerTo(`${path}?${new URLSearchParams(Object.entries(given))}`, {});
          expect(status).toBeLessThan(500);
        }),
        { numRuns: requests.gets },
      );
    },
    900_000,
  );

  it("paths that nobody has answer too", async () => {
    await fc.assert(
      fc.asyncProperty(text, async (given) => {
        for (const before of ["", "config/versions/", "audit/"])
          expect(await answerTo(`${before}${encodeURIComponent(Buffer.from(given).toString())}`, {})).toBeLessThan(500);
      }),
      { numRuns: 100 },
    );
  });

  it("leave no more behind than the log lines and outcomes that are remembered", () => {
    // What is warm later than the rest takes up to 10 MiB, however many requests come; the rest is a kilobyte for each.
    expect(heapInUseMiB() - usedFirst).toBeLessThan(10 + inAll / 1_000);
  });

  it("a call is decided after all of them", async () => {
    expect(await app.call({ calledParty: "+44999", ingress: "zoom" })).toMatchObject({
      class: "emergency",
      audit: { status: "published" },
    });
  });
});
