import { describe, expect, it } from "vitest";
import { findsFaults, first, judge, plusNumber } from "../change/judge-document.ts";
import { smallDocument } from "../change/small-document.ts";

describe("a name that nothing has", () => {
  findsFaults([
    [
      "is refused wherever a number has it",
      plusNumber({ shortCode: "998", tenant: "fabrikam", territory: "IE", conversion: "none", routeSet: "no" }),
      [
        "numbers[4].tenant: there is no tenant fabrikam",
        "numbers[4].territory: there is no territory IE",
        "numbers[4].conversion: there is no conversion none",
        "numbers[4].routeSet: there is no route set no",
      ],
    ],
    [
      "is refused in a territory",
      first("territories", { routeSet: "no", conversion: "none", contingencyRouteSet: "nil" }),
      [
        "territories[0].conversion: there is no conversion none",
        "territories[0].routeSet: there is no route set no",
        "territories[0].contingencyRouteSet: there is no route set nil",
      ],
    ],
    [
      "is refused among the defaults",
      () => ({ defaults: { contingencyRouteSet: "no", conversion: "none" } }),
      ["defaults.conversion: there is no conversion none", "defaults.contingencyRouteSet: there is no route set no"],
    ],
    [
      "is refused for the table of a step, and for what the table's keys are",
      (d) => ({
        lookupTables: [{ name: "fr-communes", keys: "territory", version: 7 }],
        conversions: [
          ...d.conversions,
          {
            name: "caller",
            steps: [{ do: "set-calling-party", table: "fr-communes" }],
            examples: [{ in: "1", out: "1" }],
          },
          { name: "area", steps: [{ do: "lookup", table: "at", key: "territory" }], examples: [{ in: "1", out: "1" }] },
        ],
      }),
      [
        "conversions[3].steps[0].table: there is no lookup table at",
        "conversions[1].steps[0].key: looks up by locationKey, but the keys of fr-communes are listed as territory",
        "conversions[2].steps[0].table: looks up by callingParty, but the keys of fr-communes are listed as territory",
      ],
    ],
  ]);

  it("is refused for a table's version, and nothing that would follow from it", async () => {
    expect(await judge(smallDocument, new Map())).toEqual({
      faults: ["lookupTables[0].version: version 7 of the table fr-communes is not stored"],
      warnings: [],
    });
  });
});

describe("what is there twice", () => {
  findsFaults([
    ["is refused: a number", plusNumber({ note: "again" }), ["numbers[4]: there is another number *|GB|999"]],
    [
      "is refused: an item with the name of another",
      (d) => ({ tenants: [...d.tenants, { name: "contoso" }] }),
      ["tenants[1]: there is another tenant contoso"],
    ],
    [
      "is refused: a route's name within its set, and a header in another spelling",
      (d) => ({
        routeSets: [
          ...d.routeSets,
          {
            name: "twice",
            routes: [
              { name: "a", host: "a.example", headers: { "X-Site": "1", "x-site": "2" } },
              { name: "a", host: "b.example" },
            ],
          },
        ],
      }),
      [
        "routeSets[3].routes[0].headers.x-site: is there in another spelling",
        "routeSets[3].routes[1].name: another route of the set is named a",
      ],
    ],
    [
      "is refused: the name as-received, which stands for no conversion",
      (d) => ({ conversions: [...d.conversions, { ...d.conversions[0], name: "as-received" }] }),
      ["conversions[2].name: as-received is there in every configuration, without steps"],
    ],
  ]);
});
