import { describe, expect, it } from "vitest";
import { compileDiverts } from "../../../shared/config/compile/compile-diverts.ts";
import { type ConfigDocument, documentSchema } from "../../../shared/config/document.ts";
import type { Snapshot } from "../../../shared/routing/snapshot.ts";
import { decideCall, starterSnapshot } from "../../support/config/decide-call.ts";
import { snapshotWithAreas } from "../../support/location/areas.ts";

const begins = Date.parse("2026-11-22T12:00:00.000Z");
const ends = Date.parse("2026-11-22T18:00:00.000Z");

type From = ConfigDocument["diverts"][number]["from"];

/** A configuration with diverts from noon to six, each from one to another. */
const withDiverts = (snapshot: Snapshot, ...pairs: readonly (readonly [From, string])[]): Snapshot => {
  const { diverts } = documentSchema.parse({
    diverts: pairs.map(([from, to], i) => ({
      ...{ name: `divert-${i}`, from, to, reason: "evacuated" },
      ...{ validFrom: new Date(begins).toISOString(), validUntil: new Date(ends).toISOString() },
    })),
  });
  return { ...snapshot, diverts: compileDiverts({ diverts }) };
};

const ofGb = starterSnapshot.territories.get("GB")?.routeSet ?? "";
const contingency = starterSnapshot.contingency?.name ?? "";
const routesOf = (name: string, snapshot: Snapshot = starterSnapshot) =>
  snapshot.routeSets.get(name)?.routes.map((route) => route.name) ?? [];

const call = { calledParty: "+44999", ingress: "zoom" };
const inWest = { calledParty: "999", territory: "GB", location: { geo: { lat: 50.5, lon: -1.5 } } };

/** The routes of a call, and whether it is flagged. */
function routed(snapshot: Snapshot, nowMs: number, event: Record<string, unknown> = call) {
  const { routes, flags } = decideCall(event, snapshot, nowMs);
  return { routes: routes.map(({ name }) => name), isDiverted: flags.includes("diverted") };
}

describe("a divert of a route set", () => {
  const snapshot = withDiverts(snapshotWithAreas, [{ routeSet: ofGb }, "west"]);

  it("begins and ends by the clock of the call, to the millisecond", () => {
    const starts = (nowMs: number) => routed(snapshot, nowMs).routes[0];
    const own = routesOf(ofGb)[0];
    expect([begins - 1, begins, ends - 1, ends].map(starts)).toEqual([own, "west", "west", own]);
  });

  it("is flagged while it is in force, and leaves the contingency routes behind", () => {
    expect(routed(snapshot, begins)).toEqual({
      routes: ["west", ...routesOf(contingency)],
      isDiverted: true,
    });
    expect(routed(snapshot, ends).isDiverted).toBe(false);
  });

  it("leaves the class, the number and the conversion as they are", () => {
    const [now, before] = [begins, begins - 1].map((nowMs) => decideCall(call, snapshot, nowMs));
    const left = (decision = now) => [decision?.class, decision?.number, decision?.conversion];
    expect(left(now)).toEqual(left(before));
  });

  it("leads on over the next divert", () => {
    const chained = withDiverts(snapshotWithAreas, [{ routeSet: ofGb }, "west"], [{ routeSet: "west" }, "east"]);
    expect(routed(chained, begins).routes[0]).toBe("east");
  });

  it("gives a call its routes even in a circle, which no configuration can have", () => {
    const circle = withDiverts(snapshotWithAreas, [{ routeSet: ofGb }, "west"], [{ routeSet: "west" }, ofGb]);
    expect(routed(circle, begins).routes.length).toBeGreaterThan(0);
  });

  it("is one of the contingency routes too", () => {
    const diverted = withDiverts(snapshotWithAreas, [{ routeSet: contingency }, "east"]);
    expect(routed(diverted, begins)).toEqual({ routes: [...routesOf(ofGb), "east"], isDiverted: true });
    const unrouted = { ...diverted, territories: new Map() };
    expect(routed(unrouted, begins)).toEqual({ routes: ["east"], isDiverted: true });
  });
});

describe("a divert of an area", () => {
  const snapshot = withDiverts(snapshotWithAreas, [{ area: "west" }, "east"]);

  it("takes the calls of that area alone, while it is in force", () => {
    expect(routed(snapshot, begins, inWest)).toMatchObject({ isDiverted: true });
    expect(routed(snapshot, begins, inWest).routes[0]).toBe("east");
    expect(routed(snapshot, ends, inWest).routes[0]).toBe("west");
    const inEast = { ...inWest, location: { geo: { lat: 50.5, lon: -0.5 } } };
    expect(routed(snapshot, begins, inEast)).toMatchObject({ isDiverted: false });
  });

  it("leads on over a divert of the route set", () => {
    const chained = withDiverts(snapshotWithAreas, [{ area: "west" }, "east"], [{ routeSet: "east" }, "north"]);
    expect(routed(chained, begins, inWest).routes[0]).toBe("north");
  });

  it("leaves the area in the decision", () => {
    expect(decideCall(inWest, snapshot, begins).location).toMatchObject({ area: "west", match: "inside" });
  });
});
