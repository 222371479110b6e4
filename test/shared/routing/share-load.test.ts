import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Route, routeSchema } from "../../../shared/routing/route-set.ts";
import { inTurn } from "../../../shared/routing/share-load.ts";

const route = (name: string, fields: object = {}): Route =>
  routeSchema.parse({ name, host: `${name}.example`, ...fields });
const namesFor = (routes: readonly Route[], callId: string) => inTurn(routes, callId).map(({ name }) => name);

/** How often each route is first for many calls, as a share of all. */
function sharesOf(routes: readonly Route[], callIdOf: (i: number) => string, calls = 20_000) {
  const first = new Map<string, number>();
  for (let i = 0; i < calls; i += 1) {
    const [name = ""] = namesFor(routes, callIdOf(i));
    first.set(name, (first.get(name) ?? 0) + 1 / calls);
  }
  return (name: string): number => first.get(name) ?? 0;
}

describe("the routes of a set", () => {
  it.each<[string, readonly Route[]]>([
    ["without an order", [route("a"), route("b"), route("c", { weight: 9 })]],
    [
      "each of another order",
      [route("a", { order: 1 }), route("b", { order: 2, weight: 9 }), route("c", { order: 3 })],
    ],
    ["of which one stands between two of an order", [route("a", { order: 1 }), route("b"), route("c", { order: 1 })]],
  ])("%s are tried as they are listed", (_, routes) => {
    for (let i = 0; i < 50; i += 1) expect(namesFor(routes, `call-${i}`)).toEqual(["a", "b", "c"]);
  });

  it("that share the load all stand before the next order, and behind the one before", () => {
    const routes = [
      route("a"),
      route("b", { order: 5 }),
      route("c", { order: 5 }),
      route("d", { order: 6 }),
      route("e"),
    ];
    const seen = new Set(Array.from({ length: 50 }, (_, i) => namesFor(routes, `call-${i}`).join("")));
    expect([...seen].sort()).toEqual(["abcde", "acbde"]);
  });

  const callId = fc.string({ unit: "binary", maxLength: 256 });
  const routesOfAnOrder = fc.uniqueArray(
    fc.record({ name: fc.stringMatching(/^[a-z]{1,8}$/), weight: fc.integer({ min: 0, max: 1_000 }) }),
    { minLength: 1, maxLength: 10, selector: ({ name }) => name },
  );

  it("are all there, and in the same order for the same call, however they are listed", () => {
    fc.assert(
      fc.property(routesOfAnOrder, callId, (made, id) => {
        const routes = made.map(({ name, weight }) => route(name, { order: 1, weight }));
        const names = namesFor(routes, id);
        expect(names.toSorted()).toEqual(made.map(({ name }) => name).sort());
        expect(namesFor(routes.toReversed(), id)).toEqual(names);
      }),
    );
  });

  it("keep their order for a call when one of them goes", () => {
    fc.assert(
      fc.property(routesOfAnOrder, callId, (made, id) => {
        const routes = made.map(({ name, weight }) => route(name, { order: 1, weight }));
        const [gone, ...others] = namesFor(routes, id);
        expect(
          namesFor(
            routes.filter(({ name }) => name !== gone),
            id,
          ),
        ).toEqual(others);
      }),
    );
  });

  it.each<[string, (i: number) => string]>([
    ["that only count up", (i) => String(i)],
    ["that end alike", (i) => `${i}@sbc1.example.net`],
    ["that begin alike", (i) => `f81d4fae-7dec-11d0-a765-00a0c91e6bf6-${i}`],
    ["of another kind", (i) => `${(i * 2_654_435_761).toString(36)}@10.0.0.${i % 250}:5060`],
  ])("are first as often as their weights say, for Call-IDs %s", (_, callIdOf) => {
    const weights = { a: 5, b: 3, c: 2, d: 0 };
    const routes = Object.entries(weights).map(([name, weight]) => route(name, { order: 1, weight }));
    const share = sharesOf(routes, callIdOf);
    // Five standard deviations of a share of a half.
    for (const [name, weight] of Object.entries(weights))
      expect(Math.abs(share(name) - weight / 10)).toBeLessThan(0.018);
  });

  it("share equally without a weight, also where their names differ in one character", () => {
    const routes = ["sbc-1", "sbc-2", "sbc-3", "sbc-4"].map((name) => route(name, { order: 1 }));
    const share = sharesOf(routes, (i) => `call-${i}`);
    for (const { name } of routes) expect(Math.abs(share(name) - 0.25)).toBeLessThan(0.016);
  });

  it("of weight 0 stand behind the others of their order, and share among themselves", () => {
    const routes = [route("a", { order: 1, weight: 0 }), route("b", { order: 1 }), route("c", { order: 1, weight: 0 })];
    const seen = new Set(Array.from({ length: 50 }, (_, i) => namesFor(routes, `call-${i}`).join("")));
    expect([...seen].sort()).toEqual(["bac", "bca"]);
  });
});
