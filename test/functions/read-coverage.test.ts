import { HttpRequest, HttpResponse, InvocationContext } from "@azure/functions";
import { expect, it } from "vitest";
import { makeOneAtATime } from "../../functions/edge/one-at-a-time.ts";
import { makeReadCoverage } from "../../functions/read-coverage.ts";
import type { ReadLocationTables } from "../../shared/config/coverage/cover-areas.ts";
import type { SeenNumbers } from "../../shared/config/coverage/cover-document.ts";
import { localCaller } from "../../shared/identity/caller.ts";
import { makeBoundary } from "../../shared/location/make-boundary.ts";
import { number } from "../support/config/judge-document.ts";
import { smallDocument, smallWith } from "../support/config/small-document.ts";
import { square } from "../support/location/square.ts";

const nothingSeen: SeenNumbers = { complete: false, since: null, numbers: [] };
const nowMs = Date.parse("2026-11-22T12:00:00.000Z");

const noTables: ReadLocationTables = { locationTables: new Map(), damaged: new Map() };

async function get(query: string, { seen = nothingSeen, document = smallDocument, tables = noTables } = {}) {
  const handler = makeReadCoverage({
    readActive: async () => ({ version: 42, document }),
    readTables: async () => tables,
    seenNumbers: async () => seen,
    oneAtATime: makeOneAtATime("busy"),
    now: () => nowMs,
  });
  const request = new HttpRequest({ method: "GET", url: `http://127.0.0.1/api/v1/config/coverage?${query}` });
  const answer = new HttpResponse(await handler(request, localCaller, new InvocationContext()));
  return { status: answer.status, etag: answer.headers.get("etag"), body: await answer.json() };
}

it("answers for the active version, and says how much of the trail was counted", async () => {
  const since = "2026-11-20T00:00:00.000Z";
  const seen = {
    complete: false,
    since,
    numbers: [{ territory: "GB", number: "112", unprovisioned: 3, suspected: 0 }],
  };
  const { status, etag, body } = await get("territory=uk", { seen });
  expect({ status, etag }).toEqual({ status: 200, etag: '"42"' });
  expect(body).toMatchObject({
    version: 42,
    asOf: "2026-11-22T12:00:00.000Z",
    staleAfterDays: 365,
    seen: { complete: false, since },
    territories: [
      {
        territory: "GB",
        counts: { numbers: 2, stale: 2, unsourced: 2, seen: 1 },
        seen: [{ number: "112", unprovisioned: 3, suspected: 0 }],
      },
    ],
    unplaced: [],
    unplacedCount: 0,
  });
});

it.each([
  ["", 50],
  ["&detail=full", 60],
])("lists as much of a long list as the query asks for, and counts all: %j", async (query, length) => {
  const many = Array.from({ length: 60 }, (_, i) => number({ shortCode: `${9_000 + i}` }));
  const { body } = await get(`territory=GB${query}`, { document: smallWith(() => ({ numbers: many })) });
  expect(body).toMatchObject({ territories: [{ counts: { numbers: 60, stale: 60 } }] });
  expect(body).toHaveProperty("territories.0.numbers.length", length);
  expect(body).toHaveProperty("territories.0.stale.length", length);
});

const area = (name: string, routeSet: string | null) => ({
  name,
  territory: "GB",
  displayName: name,
  routeSet,
  conversion: null,
  examples: [],
});

it("says what is to be looked at in the areas, and compares their boundaries where that is asked for", async () => {
  const boundary = await makeBoundary([square("west", -2, 50, 2), square("east", -1, 50, 2)]);
  const locationTables = [{ name: "borders", keys: "boundary" as const, version: 3 }];
  const document = smallWith(() => ({ areas: [area("west", "psap"), area("east", null)], locationTables }));
  const tables = { ...noTables, locationTables: new Map([["borders", { keys: "boundary" as const, boundary }]]) };
  const { body } = await get("territory=GB", { document, tables });
  expect(body).toMatchObject({
    areas: {
      withoutRoute: [{ name: "east", territory: "GB", displayName: "east" }],
      counts: { unreached: 0, withoutRoute: 1, strayKeys: 0, unusable: 0 },
      boundaries: null,
    },
  });
  const { body: compared } = await get("territory=GB&boundaries=true", { document, tables });
  expect(compared).toMatchObject({
    areas: {
      boundaries: {
        complete: true,
        counts: { overlaps: 1, gaps: 0 },
        overlaps: { features: [{ bbox: [-1, 50, 0, 52], properties: { areas: ["east", "west"], within: false } }] },
      },
    },
  });
  const { body: elsewhere } = await get("territory=FR&boundaries=true", { document, tables });
  expect(elsewhere).toMatchObject({ areas: { withoutRoute: [], boundaries: { counts: { overlaps: 0 } } } });
});

it.each(["boundaries=yes", "territory=QQ", "staleAfterDays=-1", "staleAfterDays=many", "detail=all", "territories=GB"])(
  "refuses the query %s",
  async (query) => {
    expect(await get(query)).toMatchObject({ status: 400 });
  },
);
