import { expect, it } from "vitest";
import { makeRandom } from "../../bench/random.ts";
import { callToNumber, syntheticConfiguration } from "../../bench/synthetic-configuration.ts";
import { emergencyCall, manyCalls, mixedCall, ordinaryCall } from "../../bench/traffic.ts";
import { compileSnapshot } from "../../shared/config/compile-snapshot.ts";
import { documentSchema } from "../../shared/config/document.ts";
import { starterConfiguration } from "../../shared/config/starter-configuration.ts";
import { readCallSetup } from "../../shared/recognition/call-setup.ts";
import { decide } from "../../shared/routing/decide.ts";

const config = { version: 1, hash: "", source: "live", ageMs: 0 } as const;
const starter = compileSnapshot(starterConfiguration());

function classesOf(bodies: readonly object[], snapshot = starter): ReadonlySet<string> {
  const read = bodies.flatMap((body) => readCallSetup(body, () => "1") ?? []);
  return new Set(read.map((call) => decide(call, snapshot, config, 0, "1").class));
}

it("measures nothing but emergencies where it says emergencies", () => {
  expect(classesOf(manyCalls(3_000, makeRandom(1), emergencyCall))).toEqual(new Set(["emergency"]));
});

it("measures nothing but ordinary calls where it says ordinary", () => {
  expect(classesOf(manyCalls(3_000, makeRandom(1), ordinaryCall))).toEqual(new Set(["ordinary"]));
});

it("mixes one emergency into a hundred calls", () => {
  const mixed = manyCalls(10_000, makeRandom(1), mixedCall);
  const emergencies = mixed.filter((body) => classesOf([body]).has("emergency"));
  expect(emergencies.length).toBeGreaterThan(50);
  expect(emergencies.length).toBeLessThan(150);
});

it("makes the same traffic from the same seed", () => {
  expect(manyCalls(100, makeRandom(7), mixedCall)).toEqual(manyCalls(100, makeRandom(7), mixedCall));
});

it("makes valid configurations whose every number is an emergency to the call made for it", () => {
  const document = syntheticConfiguration(2_000);
  expect(documentSchema.parse(document)).toEqual(document);
  expect(new Set(document.numbers.map(({ shortCode }) => shortCode)).size).toBe(2_000);
  const calls = Array.from({ length: 2_000 }, (_, i) => callToNumber(i, 0));
  expect(classesOf(calls, compileSnapshot(document))).toEqual(new Set(["emergency"]));
});
