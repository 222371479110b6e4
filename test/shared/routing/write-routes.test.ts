import { describe, expect, it } from "vitest";
import type { Converted } from "../../../shared/routing/conversion.ts";
import { type RouteSet, routeSetSchema } from "../../../shared/routing/route-set.ts";
import { type Leg, writeRoutes } from "../../../shared/routing/write-routes.ts";

const converted = (calledParty: string, form: Converted["form"] = "number"): Converted => ({
  form,
  calledParty,
  callingParty: null,
  headers: {},
});
const set = (hosts: readonly string[], fields: object = {}): RouteSet =>
  routeSetSchema.parse({ name: "set", routes: hosts.map((host) => ({ name: host, host })), ...fields });
const use = { callId: "call-1", redirectHeaders: false };
const written = (...legs: readonly [Leg, ...Leg[]]) => writeRoutes(legs, use);
const urisOf = (...legs: readonly [Leg, ...Leg[]]) => written(...legs).routes.map(({ requestUri }) => requestUri);

describe("the routes of several sets", () => {
  const own = { routeSet: set(["a.example", "b.example"]), converted: converted("17") };

  it("follow each other, each with the number as its set gets it", () => {
    expect(urisOf(own, { routeSet: set(["c.example"]), converted: converted("+3317") })).toEqual([
      "sip:17@a.example;user=phone",
      "sip:17@b.example;user=phone",
      "sip:+3317@c.example;user=phone",
    ]);
  });

  it("are not there twice: a request to a host that has it already is left out, whatever the letters' case", () => {
    const again = set(["B.example", "c.example"]);
    expect(urisOf(own, { routeSet: again, converted: converted("17") })).toHaveLength(3);
    expect(urisOf(own, { routeSet: again, converted: converted("+3317") })).toHaveLength(4);
  });

  it("are told apart by their next hop where the URI names no host", () => {
    const urn = converted("urn:service:sos", "urn");
    const legs = [set(["a.example"]), set(["a.example", "c.example"])].map((routeSet) => ({
      routeSet,
      converted: urn,
    }));
    const [first, second] = legs;
    if (first === undefined || second === undefined) throw new Error("there are two");
    expect(written(first, second).routes.map(({ headers }) => headers.Route)).toEqual([
      "<sip:a.example;lr>",
      "<sip:c.example;lr>",
    ]);
  });

  it.each([
    [
      [408, 503],
      [408, 503],
      [408, 503],
    ],
    [[503], [408, 503], [503, 408]],
    [[], [408], [408]],
    [[486], [], [486]],
  ])("go on after the statuses of all: %j and %j", (first, second, all) => {
    const withRetries = (retryOn: readonly number[], host: string) => ({
      routeSet: set([host], { retryOn }),
      converted: converted("17"),
    });
    expect(written(withRetries(first, "a.example"), withRetries(second, "b.example")).retryOn).toEqual(all);
  });
});
