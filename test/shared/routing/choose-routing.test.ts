import { describe, expect, it } from "vitest";
import { normaliseParty } from "../../../shared/recognition/normalise-party.ts";
import { ordinary, type Recognition } from "../../../shared/recognition/recognition.ts";
import { type AreaRouting, chooseRouting } from "../../../shared/routing/choose-routing.ts";
import { starterWith } from "../../support/config/decide-call.ts";

const names = ["of-tenant", "of-area", "of-all", "of-territory"];
const conversion = (name: string) => ({
  name,
  steps: [{ do: "append", text: "1" }],
  examples: [{ in: "1", out: "11" }],
});
const atMs = Date.parse("2026-11-22T12:00:00.000Z");

type Named = Partial<AreaRouting>;

/** What a call of a tenant gets, where each entry names these things. */
async function chosen(
  entries: { readonly tenant?: Named; readonly all?: Named; readonly territory?: Named },
  area?: AreaRouting,
) {
  const snapshot = await starterWith(({ territories, conversions, routeSets }) => ({
    tenants: [{ name: "contoso" }],
    conversions: [...conversions, ...names.map(conversion)],
    routeSets: [...routeSets, ...names.map((name) => ({ name, routes: [{ name, host: "h.example" }] }))],
    territories: [
      ...territories.filter(({ code }) => code !== "GB"),
      { code: "GB", callingCode: "44", routeSet: null, conversion: null, ...entries.territory },
    ],
    numbers: [
      ...(entries.tenant === undefined ? [] : [{ tenant: "contoso", ...entries.tenant }]),
      { tenant: "*", ...entries.all },
    ].map((entry) => ({ territory: "GB", shortCode: "999", class: "emergency", ...entry })),
  }));
  const rule = snapshot.plan.find("contoso", "GB", "999", atMs);
  if (rule === null) throw new Error("no such number");
  const recognition: Recognition = {
    ...ordinary(normaliseParty("999")),
    class: "emergency",
    territory: "GB",
    candidates: [{ territory: "GB", rule }],
  };
  const { conversion: written, routeSet } = chooseRouting(recognition, snapshot, area);
  return { conversion: written, routeSet: routeSet?.name ?? null };
}

const both = (name: string): AreaRouting => ({ conversion: name, routeSet: name });
const area = both("of-area");

describe("conversion and route set", () => {
  it("are those of the tenant's own entry, the area, the entry for all, the territory, in this order", async () => {
    const territory = both("of-territory");
    expect(await chosen({ tenant: both("of-tenant"), territory }, area)).toEqual(both("of-tenant"));
    expect(await chosen({ tenant: {}, territory }, area)).toEqual(area);
    expect(await chosen({ all: both("of-all"), territory }, area)).toEqual(area);
    expect(await chosen({ all: both("of-all"), territory })).toEqual(both("of-all"));
    expect(await chosen({ territory }, area)).toEqual(area);
    expect(await chosen({ territory })).toEqual(territory);
    expect(await chosen({})).toEqual({ conversion: "short-code", routeSet: null });
  });

  it("are chosen each by itself", async () => {
    const routes = { conversion: null, routeSet: "of-area" };
    expect(await chosen({ all: both("of-all") }, routes)).toEqual({ conversion: "of-all", routeSet: "of-area" });
    const writes = { conversion: "of-area", routeSet: null };
    expect(await chosen({ tenant: { routeSet: "of-tenant" }, territory: both("of-territory") }, writes)).toEqual({
      conversion: "of-area",
      routeSet: "of-tenant",
    });
  });

  it("are those of the entry for all, where the tenant's own entry leaves them open", async () => {
    const territory = both("of-territory");
    expect(await chosen({ tenant: {}, all: both("of-all"), territory })).toEqual(both("of-all"));
    expect(await chosen({ tenant: {}, all: both("of-all"), territory }, area)).toEqual(area);
    expect(await chosen({ tenant: { routeSet: "of-tenant" }, all: both("of-all"), territory })).toEqual({
      conversion: "of-all",
      routeSet: "of-tenant",
    });
    expect(await chosen({ tenant: { conversion: "of-tenant" }, all: both("of-all") }, area)).toEqual({
      conversion: "of-tenant",
      routeSet: "of-area",
    });
  });

  it("are none where the area names a route set that is not there", async () => {
    expect(await chosen({ all: both("of-all") }, both("gone"))).toEqual({ conversion: "gone", routeSet: null });
  });
});
