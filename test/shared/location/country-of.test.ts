import { describe, expect, it } from "vitest";
import { countryOf, territoriesAt } from "../../../shared/location/country-of.ts";
import type { Place } from "../../../shared/location/place.ts";
import { snapshotWithAreas } from "../../support/location/areas.ts";

const { areas } = snapshotWithAreas;
const nothing: Place = { shape: null, civic: null, method: null, timestampMs: null, elin: null, uncertaintyM: null };
const address = (country: string | null): Place => ({ ...nothing, civic: { country, A3: "Somewhere" } });
const at = (lat: number, lon: number, country?: string): Place => ({
  ...nothing,
  shape: { kind: "point", centre: { lat, lon } },
  civic: country === undefined ? null : { country },
});
const inWest = [50.5, -1.5] as const;
const inParis = [48.5, 2.5] as const;

describe("the country of a place", () => {
  it.each<[string, readonly Place[], string | null, readonly string[], boolean]>([
    ["that of its address", [address("FR")], "FR", ["FR"], false],
    ["that of the areas that its middle lies in", [at(...inParis)], "FR", ["FR"], false],
    ["that of the address where no area has the middle", [at(58, -4, "GB")], "GB", ["GB"], false],
    ["what address and areas agree on", [at(...inWest, "GB")], "GB", ["GB"], false],
    ["none where they differ", [at(...inParis, "GB")], null, ["GB", "FR"], true],
    ["none without either", [address(null)], null, [], false],
    ["what several locations agree on", [address("FR"), at(...inParis), address(null)], "FR", ["FR"], false],
    ["what one of several tells", [address(null), at(...inParis)], "FR", ["FR"], false],
    ["none where several differ", [address("FR"), address("DE")], null, ["FR", "DE"], true],
  ])("is %s", (_, [place = nothing, ...others], country, told, isConflict) => {
    expect(countryOf({ place, others }, areas)).toEqual({ country, told, isConflict });
  });

  it("is that of the address alone where no areas are configured", () => {
    expect(countryOf({ place: at(...inParis, "GB"), others: [] }, null).country).toBe("GB");
    expect(countryOf({ place: at(...inParis), others: [] }, null).country).toBeNull();
  });

  it("is not known without a place", () => {
    expect(countryOf({ place: null, others: [] }, areas)).toEqual({ country: null, told: [], isConflict: false });
  });
});

describe("the territories at a point", () => {
  it("are those of the areas that have it, each once", () => {
    if (areas === null) throw new Error("there are areas");
    expect(territoriesAt(areas, { lat: 50.5, lon: -1 })).toEqual(["GB"]);
    expect(territoriesAt(areas, { lat: 0, lon: 0 })).toEqual([]);
  });
});
