import { describe, expect, it } from "vitest";
import type { LocationRule } from "../../../shared/location/areas.ts";
import { doubtsAbout } from "../../../shared/location/believe-place.ts";
import type { Place } from "../../../shared/location/place.ts";

const nowMs = Date.parse("2026-11-28T12:00:00.000Z");
const rule = (given: Partial<LocationRule> = {}): LocationRule => ({
  ...{ order: ["boundary"], methods: null, screenRouteSet: null, maxAgeS: null, isConfigured: true },
  ...given,
});
const place = (given: Partial<Place>): Place => ({
  ...{ shape: null, civic: { country: "GB" }, method: null, timestampMs: null, elin: null, uncertaintyM: null },
  ...given,
});
const aged = (seconds: number) => place({ timestampMs: nowMs - seconds * 1_000 });
const young = rule({ maxAgeS: 60 });
const byGps = rule({ methods: new Set(["gps"]) });

describe("a place", () => {
  it.each<[string, Place, readonly LocationRule[], readonly string[]]>([
    ["as old as the rule allows is believed", aged(60), [young], []],
    ["that is older is stale", aged(61), [young], ["location-stale"]],
    ["of the future is believed", aged(-600), [young], []],
    ["of a day ahead is believed", aged(-86_400), [young], []],
    ["of a later day is stale", aged(-86_401), [young], ["location-stale"]],
    ["of a later day is believed where no rule asks", aged(-86_401), [rule()], []],
    ["without an instant is of any age", place({}), [young], []],
    ["whose instant cannot be read is stale", place({ timestampMs: "unreadable" }), [young], ["location-stale"]],
    ["whose instant cannot be read is believed where no rule asks", place({ timestampMs: "unreadable" }), [rule()], []],
    ["found in a listed way is believed, in any letters", place({ method: "GPS" }), [byGps], []],
    ["found in another way is not", place({ method: "Manual" }), [byGps], ["location-method"]],
    ["that does not say how it was found is not", place({}), [byGps], ["location-method"]],
    ["of any age and method is believed where no rule asks", aged(1e9), [rule()], []],
    ["that one of two rules doubts is not believed", aged(61), [rule(), young], ["location-stale"]],
    ["has every doubt once", aged(61), [young, young, byGps], ["location-stale", "location-method"]],
  ])("%s", (_, given, rules, doubts) => {
    expect(doubtsAbout(given, rules, nowMs)).toEqual(doubts);
  });
});
