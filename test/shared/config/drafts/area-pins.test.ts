import { describe, expect, it } from "vitest";
import { compileSnapshot } from "../../../../shared/config/compile/compile-snapshot.ts";
import { areaPins } from "../../../../shared/config/drafts/area-pins.ts";
import { draftExpectations } from "../../../../shared/config/drafts/draft-expectations.ts";
import { brokenExpectations } from "../../../../shared/config/expectations/judge-expectations.ts";
import type { LocationTable } from "../../../../shared/location/areas.ts";
import { smallWith } from "../../../support/config/small-document.ts";

const nowMs = Date.parse("2026-11-22T12:00:00.000Z");
const all = { territories: null, ingresses: null };

const route = (name: string) => ({ name, routes: [{ name, host: `${name}.operator.example` }] });
const examples = [{ locationKey: "hq", ingress: "teams" }, { location: { geo: { lat: 50.5, lon: -1.5 } } }];
const document = smallWith((small) => ({
  areas: [{ name: "west", territory: "GB", displayName: "West", routeSet: "west", conversion: null, examples }],
  locationTables: [{ name: "sites", keys: "locationKey", version: 1 }],
  routeSets: [...small.routeSets, route("west")],
}));
const sites: LocationTable = { keys: "locationKey", rows: new Map([["hq", "west"]]) };
const made = { document, snapshot: await compileSnapshot(document, new Map(), new Map([["sites", sites]])) };

const pins = (wanted: object = {}) => [...areaPins({ ...all, ...wanted }, made)];

describe("the examples of areas", () => {
  it("are pinned as calls to an emergency number of the territory, always under the same name", () => {
    expect(pins()).toMatchObject([
      { call: { ingress: "teams", calledParty: "999", territory: "GB", locationKey: "hq" } },
      { call: { ingress: "default", territory: "GB", location: { geo: { lat: 50.5, lon: -1.5 } } } },
    ]);
    const names = pins().map(({ name }) => name);
    expect(names).toEqual([
      expect.stringMatching(/^GB\.area\.west\.[0-9a-f]{12}$/),
      expect.stringMatching(/^GB\.area/),
    ]);
    expect(new Set(names).size).toBe(2);
    expect(pins().map(({ name }) => name)).toEqual(names);
  });

  it("are pinned for the territories and ingresses that are asked for", () => {
    expect(pins({ territories: ["FR"] })).toEqual([]);
    expect(pins({ ingresses: ["teams"] })).toMatchObject([{ call: { locationKey: "hq" } }]);
  });

  it("are in a draft with their area, and hold", async () => {
    const drafted = await draftExpectations(all, { version: 7, ...made }, nowMs);
    if (drafted.outcome === "faulty") throw new Error(JSON.stringify(drafted.faults));
    const items = drafted.value.changeSet.operations.map(({ item }) => item);
    const [first] = items.filter(({ name }) => name.startsWith("GB.area."));
    expect(first?.expect).toMatchObject({ class: "emergency", area: "west", firstRoute: "west" });
    const expectations = items.map((item) => ({ ...item, at: null }));
    expect(await brokenExpectations(expectations, made.snapshot, nowMs)).toEqual([]);
  });
});
