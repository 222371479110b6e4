import { describe, expect, it } from "vitest";
import { compileSnapshot } from "../../../../shared/config/compile/compile-snapshot.ts";
import { documentSchema } from "../../../../shared/config/document.ts";
import { certainSpellings } from "../../../../shared/recognition/spellings.ts";

const snapshotOf = (document: Record<string, unknown>) => compileSnapshot(documentSchema.parse(document));
const routeSet = { name: "contingency", routes: [{ name: "a", host: "a.example" }] };

describe("a compiled snapshot", () => {
  it("accepts every spelling that needs no guess by default when the configuration has no profile for that", async () => {
    expect((await snapshotOf({})).defaultIngress).toMatchObject({
      name: "default",
      spellings: new Set(certainSpellings),
    });
  });

  it("takes the configuration's default profile when it has one", async () => {
    const ingresses = [{ name: "default", spellings: ["short-code"] }];
    expect((await snapshotOf({ ingresses })).defaultIngress.spellings).toEqual(new Set(["short-code"]));
  });

  it("tries longer international prefixes first", async () => {
    const ingresses = [{ name: "a", spellings: ["international-prefix"], internationalPrefixes: ["0", "00", "0011"] }];
    expect((await snapshotOf({ ingresses })).ingresses.get("a")?.internationalPrefixes).toEqual(["0011", "00", "0"]);
  });

  it("finds masks by what is dialled", async () => {
    const ingresses = [{ name: "a", spellings: ["short-code"], masks: [{ dialled: "9911", shortCode: "911" }] }];
    expect((await snapshotOf({ ingresses })).ingresses.get("a")?.masks.get("9911")).toBe("911");
  });

  it.each([
    ["the set it names", { routeSets: [routeSet], defaults: { contingencyRouteSet: "contingency" } }, "contingency"],
    ["nothing when it names none", { routeSets: [routeSet] }, undefined],
    ["nothing when there is no such set", { routeSets: [routeSet], defaults: { contingencyRouteSet: "b" } }, undefined],
  ])("has for contingency %s", async (_, document, name) => {
    expect((await snapshotOf(document)).contingency?.name).toBe(name);
  });

  it("finds tenants, territories, conversions and route sets by name", async () => {
    const snapshot = await snapshotOf({
      tenants: [{ name: "contoso", defaultTerritory: "GB" }, { name: "fabrikam" }],
      territories: [{ code: "GB", callingCode: "44", routeSet: "contingency" }],
      conversions: [{ name: "c", steps: [{ do: "strip-calling-code" }], examples: [{ in: "1", out: "1" }] }],
      routeSets: [routeSet],
    });
    expect([...snapshot.tenantTerritories]).toEqual([
      ["contoso", "GB"],
      ["fabrikam", null],
    ]);
    expect(snapshot.territories.get("GB")).toMatchObject({ routeSet: "contingency", conversion: null });
    expect([...snapshot.conversions.keys(), ...snapshot.routeSets.keys()]).toEqual(["c", "contingency"]);
    expect(snapshot.defaultConversion).toBe("as-received");
  });
});
