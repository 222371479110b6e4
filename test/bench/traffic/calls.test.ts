import { expect, it } from "vitest";
import {
  emergencyCall,
  evenlyMixedCalls,
  manyCalls,
  mixedCall,
  ordinaryCall,
  suspectedCall,
} from "../../../bench/traffic/calls.ts";
import { makeRandom } from "../../../bench/traffic/random.ts";
import { callToNumber, syntheticConfiguration, tenantName } from "../../../bench/traffic/synthetic-configuration.ts";
import { starterConfiguration } from "../../../shared/config/change/starter-configuration.ts";
import { compileSnapshot } from "../../../shared/config/compile/compile-snapshot.ts";
import { documentSchema } from "../../../shared/config/document.ts";
import { readCallSetup } from "../../../shared/recognition/read-call-setup.ts";
import { decide } from "../../../shared/routing/decide.ts";

const config = { version: 1, hash: "", source: "live", ageMs: 0 } as const;
const starter = await compileSnapshot(starterConfiguration());

function decisionsOf(bodies: readonly object[], snapshot = starter) {
  const read = bodies.flatMap((body) => readCallSetup(body, () => "1") ?? []);
  return read.map((call) => decide(call, { snapshot, config }, { nowMs: 0, decisionId: "1" }));
}

const classesOf = (bodies: readonly object[], snapshot = starter): ReadonlySet<string> =>
  new Set(decisionsOf(bodies, snapshot).map((decision) => decision.class));

const suspectedOf = (makeCall: typeof ordinaryCall): readonly boolean[] =>
  decisionsOf(manyCalls(3_000, makeRandom(1), makeCall)).map(({ flags }) => flags.includes("suspected"));

it("measures nothing but emergencies where it says emergencies", () => {
  expect(classesOf(manyCalls(3_000, makeRandom(1), emergencyCall))).toEqual(new Set(["emergency"]));
});

it("measures nothing but ordinary calls where it says ordinary", () => {
  expect(classesOf(manyCalls(3_000, makeRandom(1), ordinaryCall))).toEqual(new Set(["ordinary"]));
});

it("measures nothing but suspected calls where it says suspected, and none where it says ordinary", () => {
  expect(new Set(suspectedOf(suspectedCall))).toEqual(new Set([true]));
  expect(new Set(suspectedOf(ordinaryCall))).toEqual(new Set([false]));
});

it("mixes one emergency into a hundred calls", () => {
  const mixed = manyCalls(10_000, makeRandom(1), mixedCall);
  const emergencies = mixed.filter((body) => classesOf([body]).has("emergency"));
  expect(emergencies.length).toBeGreaterThan(50);
  expect(emergencies.length).toBeLessThan(150);
});

it("has exactly one emergency in each hundred of evenly mixed calls, wherever in it", () => {
  const mixed = evenlyMixedCalls(30, makeRandom(1));
  const places = mixed.flatMap(({ kind }, i) => (kind === "emergency" ? [i] : []));
  expect(places.map((place) => Math.floor(place / 100))).toEqual(Array.from({ length: 30 }, (_, i) => i));
  expect(new Set(places.map((place) => place % 100)).size).toBeGreaterThan(10);
  for (const kind of ["ordinary", "emergency"] as const) {
    const bodies = mixed.filter((call) => call.kind === kind).map(({ body }) => body);
    expect(classesOf(bodies)).toEqual(new Set([kind]));
  }
});

it("makes the same traffic from the same seed", () => {
  expect(manyCalls(100, makeRandom(7), mixedCall)).toEqual(manyCalls(100, makeRandom(7), mixedCall));
});

it.each([1, 24, 500])(
  "makes valid configurations of %i tenants whose every number is an emergency to its call",
  async (tenants) => {
    const document = syntheticConfiguration(2_000, tenants);
    expect(documentSchema.parse(document)).toEqual(document);
    expect(new Set(document.numbers.map(({ shortCode }) => shortCode)).size).toBe(2_000);
    const calls = Array.from({ length: 2_000 }, (_, i) => callToNumber(i, 0, tenants));
    expect(classesOf(calls, await compileSnapshot(document))).toEqual(new Set(["emergency"]));
  },
);

it("deals out numbers evenly, with the same share for all tenants, however many tenants there are", () => {
  for (const tenants of [1, 24, 96]) {
    const { numbers } = syntheticConfiguration(2_400, tenants);
    const owned = (name: string) => numbers.filter(({ tenant }) => tenant === name).length;
    expect(owned("*")).toBe(96);
    expect(Array.from({ length: tenants }, (_, i) => owned(tenantName(i)))).toEqual(
      Array(tenants).fill(2_304 / tenants),
    );
  }
});
