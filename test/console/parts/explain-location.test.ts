import { expect, it } from "vitest";
import { explainLocation } from "../../../console/parts/explain-location.ts";

type Location = Parameters<typeof explainLocation>[0];

const found: Location = {
  from: "boundary",
  area: "paris",
  displayName: "Paris",
  match: "inside",
  alternatives: [],
  method: "GPS",
  uncertaintyM: 49.6,
  elin: null,
};
const none: Location = {
  ...found,
  from: null,
  area: null,
  displayName: null,
  match: null,
  method: null,
  uncertaintyM: null,
};

it.each<[Partial<Location>, string]>([
  [{}, "Paris: the middle of the place is inside it; by the boundaries; found by GPS; within 50 m"],
  [
    { match: "overlaps", alternatives: ["seine"], method: null, uncertaintyM: null },
    "Paris: the middle of the place is inside it, and the place touches others too; by the boundaries; may also be seine",
  ],
  [
    {
      from: "callingPartyPrefix",
      match: "key",
      displayName: null,
      method: null,
      uncertaintyM: null,
      elin: "+33140000000",
    },
    "paris: a row leads there; by the beginning of the caller's number; ELIN +33140000000",
  ],
  [
    { from: "a later source", match: "default", method: null, uncertaintyM: null },
    "Paris: nothing leads to another, and this one is for all others",
  ],
])("an area is told with what led to it: %j", (given, text) => {
  const { value, why } = explainLocation({ ...found, ...given }, []);
  expect(`${value}: ${why}`).toBe(text);
});

it.each([
  [["location-unreadable"], "no place could be read from what was given"],
  [["location-unmatched", "screened"], "no area of the territory has it; so the call is screened first"],
  [[], "the territory alone decides"],
])("without an area the flags %j say why", (flags, why) => {
  expect(explainLocation(none, flags)).toEqual({ name: "Place", value: "no area", why });
});
