import { describe, expect, it } from "vitest";
import { type AppWithHub, startAppWithHub } from "../support/app/app-with-hub.ts";
import { eventually } from "../support/eventually.ts";
import { pidf, point } from "../support/location/pidf.ts";
import { startConfiguredTables } from "../support/stores/configured-tables.ts";
import { putItem } from "./configuration/change-sets.ts";

/** A square of one degree; its south-west corner lies at 50 degrees north. */
const square = (area: string, west: number) => ({
  type: "Feature",
  properties: { area },
  geometry: {
    type: "Polygon",
    coordinates: [
      [
        [west, 50],
        [west + 1, 50],
        [west + 1, 51],
        [west, 51],
        [west, 50],
      ],
    ],
  },
});

const csv = (...rows: readonly string[]) => ["key,area", ...rows, ""].join("\n");

/** What is imported for each kind of keys. */
const files = {
  boundary: JSON.stringify({ type: "FeatureCollection", features: [square("west", -2), square("east", -1)] }),
  civic: csv("GB|England||Leeds||,west", "GB|England||||,east"),
  locationKey: csv("hq,west", "*,east"),
  callingParty: csv("+441632960999,west"),
  callingPartyPrefix: csv("+441632,east", "+44163297,west"),
} as const;

type Keys = keyof typeof files;

const importRows = ({ ask }: AppWithHub, keys: Keys, body: string = files[keys]) =>
  ask(
    `/config/imports?kind=location-table&keys=${keys}&name=${keys}&reason=CHG1&format=${keys === "boundary" ? "json" : "csv"}`,
    {
      method: "POST",
      headers: { "content-type": keys === "boundary" ? "application/geo+json" : "text/csv" },
      body,
    },
  );

const areas = ["west", "east"].flatMap((name) => [
  putItem("route-set", { name, routes: [{ name, host: `${name}.example` }] }),
  putItem("area", { name, territory: "GB", displayName: name.toUpperCase(), routeSet: name }),
]);
const table = (keys: Keys, version = 1) => putItem("location-table", { name: keys, keys, version });

const danger = "changes-caller-areas";

async function startWithTable(keys: Keys): Promise<AppWithHub> {
  const client = await startAppWithHub(await startConfiguredTables());
  expect(await importRows(client, keys)).toMatchObject({ status: 201, body: { name: keys, version: 1 } });
  const change = { baseVersion: 1, reason: "CHG1", operations: [...areas, table(keys)], confirm: [danger] };
  expect(await client.post("/config/changes", change)).toMatchObject({ status: 201 });
  return client;
}

const callFrom = async ({ post }: AppWithHub, caller: object) =>
  (await post("/call-setup", { callId: "call-1", ingress: "zoom", calledParty: "+44999", ...caller })).body;

describe("a stored location table", () => {
  it.each<[Keys, string, object, { area: string | null; match?: string }]>([
    ["boundary", "coordinates", { location: { geo: { lat: 50.5, lon: -1.5 } } }, { area: "west", match: "inside" }],
    ["boundary", "a PIDF-LO", { location: { pidf: pidf(point("50.5 -0.5")) } }, { area: "east", match: "inside" }],
    [
      "boundary",
      "a circle over a border",
      { location: { geo: { lat: 50.5, lon: -0.99, radiusM: 5_000 } } },
      { area: "east", match: "overlaps" },
    ],
    [
      "civic",
      "the most specific address",
      { location: { civic: { country: "GB", A1: "england", A3: "LEEDS" } } },
      { area: "west", match: "key" },
    ],
    [
      "civic",
      "a less specific address",
      { location: { civic: { country: "GB", A1: "England", A3: "York" } } },
      { area: "east", match: "key" },
    ],
    ["locationKey", "a key", { locationKey: "hq" }, { area: "west", match: "key" }],
    ["locationKey", "a key without a row", { locationKey: "elsewhere" }, { area: "east", match: "default" }],
    ["callingParty", "a whole number", { callingParty: "+44 1632 960999" }, { area: "west", match: "key" }],
    ["callingPartyPrefix", "the longest prefix", { callingParty: "+441632970123" }, { area: "west", match: "key" }],
    [
      "callingPartyPrefix",
      "a shorter prefix, in a URI",
      { callingParty: "sip:+441632960123@sbc.example" },
      { area: "east", match: "key" },
    ],
  ])("of %s leads %s to its area's route", async (keys, _name, caller, found) => {
    const decision = await callFrom(await startWithTable(keys), caller);
    expect(decision).toMatchObject({ class: "emergency", location: { from: keys, ...found } });
    expect(decision.routes[0]).toMatchObject({ name: found.area });
  });

  it.each(Object.keys(files).filter((keys): keys is Keys => keys in files))(
    "of %s is given as a file that can be imported as it is, with the same hash",
    async (keys) => {
      const client = await startAppWithHub(await startConfiguredTables());
      const { body: stored } = await importRows(client, keys);
      const format = keys === "boundary" ? "json" : "csv";
      const answer = await client.request(`/config/lookup-tables/${keys}/versions/1?format=${format}`);
      const text = await answer.text();
      expect(await importRows(client, keys, text)).toMatchObject({
        status: 201,
        body: { version: 2, hash: stored.hash },
      });
    },
  );

  it("is changed for calls with the change that names its next version, and not by the import", async () => {
    const client = await startWithTable("locationKey");
    expect(await importRows(client, "locationKey", csv("hq,east"))).toMatchObject({
      status: 201,
      body: { version: 2 },
    });
    expect(await callFrom(client, { locationKey: "hq" })).toMatchObject({ location: { area: "west" } });
    const change = { baseVersion: 2, reason: "CHG2", operations: [table("locationKey", 2)] };
    const refused = await client.post("/config/changes", change);
    expect(refused).toMatchObject({ status: 428, body: { unconfirmed: [danger] } });
    const confirmed = { ...change, confirm: [danger] };
    expect(await client.post("/config/changes", confirmed)).toMatchObject({ status: 201 });
    await eventually(async () =>
      expect(await callFrom(client, { locationKey: "hq" })).toMatchObject({ location: { area: "east" } }),
    );
  });

  it("whose rows lead to no area is refused when a change names it", async () => {
    const client = await startAppWithHub(await startConfiguredTables());
    await importRows(client, "locationKey", csv("hq,nowhere"));
    expect(await client.change(1, ...areas, table("locationKey"))).toMatchObject({ status: 422 });
  });
});
