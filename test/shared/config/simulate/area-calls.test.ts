import { describe, expect, it } from "vitest";
import { compileSnapshot } from "../../../../shared/config/compile/compile-snapshot.ts";
import { documentSchema } from "../../../../shared/config/document.ts";
import { areaCalls } from "../../../../shared/config/simulate/area-calls.ts";
import { simulateChange } from "../../../../shared/config/simulate/simulate-change.ts";
import type { LocationTable } from "../../../../shared/location/areas.ts";
import { compiled } from "../../../support/config/compiled-document.ts";

const nowMs = Date.parse("2026-11-22T12:00:00.000Z");
const recent = { status: "complete" as const, since: null, calls: [] };
const location = { geo: { lat: 50.5, lon: -1.5 }, timestamp: "2020-01-01T00:00:00Z" };

const route = (name: string) => ({ name, routes: [{ name, host: `${name}.operator.example` }] });
const documentWith = (lists: object) =>
  documentSchema.parse({
    ingresses: [
      { name: "default", spellings: ["short-code"] },
      { name: "zoom", spellings: ["plus-country-short-code"] },
      { name: "trunk", spellings: ["plus-country-short-code"] },
    ],
    territories: [{ code: "GB", callingCode: "44", routeSet: "psap" }],
    numbers: [{ territory: "GB", shortCode: "999", class: "emergency" }],
    routeSets: [route("psap"), route("west"), route("east")],
    ...lists,
  });

const areaWith = (examples: readonly object[], routeSet = "west", territory = "GB") => ({
  name: `west-${territory}`,
  territory,
  displayName: "West",
  routeSet,
  examples,
});

async function callsOf(before: object, after: object) {
  const both = { before: await compiled(documentWith(before)), after: await compiled(documentWith(after)) };
  return [...areaCalls(both)].map(({ read }) => read.call);
}

describe("the calls of the areas' examples", () => {
  it("dial an emergency number of the area's territory, with what the example tells, as if it were found now", async () => {
    const examples = [
      { location },
      { callingParty: "+441632960123", ingress: "trunk" },
      { locationKey: "hq", ingress: "zoom" },
    ];
    const calls = await callsOf({}, { areas: [areaWith(examples)] });
    expect(calls).toMatchObject([
      { territory: "GB", ingress: null, calledParty: "999", location: { geo: location.geo }, callingParty: null },
      { territory: "GB", ingress: "trunk", location: null, callingParty: "+441632960123" },
      { territory: "GB", ingress: "zoom", calledParty: "+44999", locationKey: "hq" },
    ]);
    expect(calls[0]?.location).not.toHaveProperty("timestamp");
  });

  it("are those of both configurations, each once", async () => {
    const [one, other] = [{ locationKey: "hq" }, { locationKey: "lab" }];
    const calls = await callsOf({ areas: [areaWith([one])] }, { areas: [areaWith([one, other])] });
    expect(calls.map(({ locationKey }) => locationKey)).toEqual(["hq", "lab"]);
    expect(await callsOf({ areas: [areaWith([one])] }, {})).toHaveLength(1);
  });

  it("dial a number of the catalogue where the territory has none of its own", async () => {
    const [call] = await callsOf({}, { areas: [areaWith([{ locationKey: "hq" }], "west", "FR")] });
    expect(call).toMatchObject({ territory: "FR" });
  });

  it("show that an area's calls go elsewhere", async () => {
    const table = [{ name: "sites", keys: "locationKey", version: 1 }];
    const made = async (routeSet: string) => {
      const document = documentWith({ areas: [areaWith([{ locationKey: "hq" }], routeSet)], locationTables: table });
      const sites: LocationTable = { keys: "locationKey", rows: new Map([["hq", "west-GB"]]) };
      return { document, snapshot: await compileSnapshot(document, new Map(), new Map([["sites", sites]])) };
    };
    const { decisionsChanged } = await simulateChange({
      ...{ before: await made("west"), after: await made("east"), recent, given: [], nowMs },
    });
    expect(decisionsChanged).toMatchObject([
      {
        source: "configured",
        fields: ["routes", "contacts"],
        before: { routes: [{ name: "west" }] },
        after: { routes: [{ name: "east" }] },
      },
    ]);
  });
});
