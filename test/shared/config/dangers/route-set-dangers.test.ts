import { describe, expect, it } from "vitest";
import type { ConfigDocument } from "../../../../shared/config/document.ts";
import { base, type Change, changed, dangersOf, finds } from "../../../support/config/dangers-of.ts";

/** The base with other fields in the routes of one set. */
const routes =
  (name: string, change: (routes: ConfigDocument["routeSets"][number]["routes"]) => readonly object[]): Change =>
  (d) => ({ routeSets: d.routeSets.map((set) => (set.name === name ? { ...set, routes: change(set.routes) } : set)) });
const firstRoute = (fields: object) => routes("emergency", ([a, ...others]) => [{ ...a, ...fields }, ...others]);

const hops = "sip:emergency-a.operator.example, sip:emergency-b.operator.example";

describe("the routes of emergencies", () => {
  finds([
    [
      "are endangered by another host",
      firstRoute({ host: "elsewhere.example" }),
      [
        [
          "reroutes-emergency-calls",
          `emergency: sip:elsewhere.example, sip:emergency-b.operator.example instead of ${hops}`,
        ],
      ],
    ],
    [
      "are endangered by another scheme",
      firstRoute({ scheme: "sips" }),
      [["reroutes-emergency-calls", expect.stringContaining("emergency: sips:emergency-a.operator.example, ")]],
    ],
    [
      "are endangered by another order",
      routes("emergency", (all) => all.toReversed()),
      [["reroutes-emergency-calls", expect.stringContaining(`instead of ${hops}`)]],
    ],
    [
      "are endangered when one is gone",
      routes("emergency", (all) => all.slice(0, 1)),
      [["reroutes-emergency-calls", `emergency: sip:emergency-a.operator.example instead of ${hops}`]],
    ],
    [
      "are endangered by another time to wait",
      firstRoute({ timeoutMs: 100 }),
      [["changes-route-timing", "emergency: 100 ms instead of 4000 ms at emergency-a"]],
    ],
    [
      "are endangered by other answers to go on after",
      (d) => ({ routeSets: d.routeSets.map((set) => ({ ...set, retryOn: [503] })) }),
      [
        [
          "changes-route-timing",
          "emergency: the next route on 503 instead of 408 503 504",
          "fire: the next route on 503 instead of 408 503 504",
        ],
        ["changes-contingency-route", "contingency: the next route on 503 instead of 408 503 504"],
      ],
    ],
    [
      "are endangered by the loss of a header",
      (d) => changed(changed(d, firstRoute({ headers: { Priority: "emergency" } })), firstRoute({ headers: {} })),
      [],
    ],
    [
      "are endangered by a header more",
      firstRoute({ headers: { Priority: "emergency" } }),
      [["changes-emergency-headers", "emergency: with Priority: emergency at emergency-a"]],
    ],
    [
      "are endangered without user=phone",
      firstRoute({ userPhone: false }),
      [["rewrites-emergency-numbers", "emergency: user=phone gone at emergency-a"]],
    ],
    [
      "are endangered when they come to share the load",
      routes("emergency", (all) => all.map((route, i) => ({ ...route, order: 1, weight: 3 - i }))),
      [
        [
          "reroutes-emergency-calls",
          "emergency: sip:emergency-a.operator.example (weight 3) beside sip:emergency-b.operator.example (weight 2) " +
            `instead of ${hops}`,
        ],
      ],
    ],
    ["are not endangered by an order that only one of them has", firstRoute({ order: 1, weight: 5 }), []],
    ["are not endangered by other names", firstRoute({ name: "first" }), []],
    [
      "are not endangered by an order of the answers",
      (d) => ({ routeSets: d.routeSets.map((set) => ({ ...set, retryOn: [504, 408, 503] })) }),
      [],
    ],
  ]);

  it.each<[string, (routes: readonly object[]) => readonly object[], readonly string[]]>([
    ["with other weights", ([a, b]) => [{ ...a, weight: 9 }, { ...b }], ["reroutes-emergency-calls"]],
    [
      "when they do so no more",
      ([a, b]) => [
        { ...a, order: 1 },
        { ...b, order: 2 },
      ],
      ["reroutes-emergency-calls"],
    ],
    ["but not listed otherwise", ([a, b]) => [{ ...b }, { ...a }], []],
    ["but not with the weight that is meant", ([a, b]) => [{ ...a, weight: 1 }, { ...b }], []],
  ])("that share the load are endangered %s", async (_, change, dangers) => {
    const sharing = changed(
      base,
      routes("emergency", (all) => all.map((route) => ({ ...route, order: 1 }))),
    );
    const found = await dangersOf(routes("emergency", change), sharing);
    expect(found.map(([danger]) => danger)).toEqual(dangers);
  });

  it("are endangered by a put without the headers that they had", async () => {
    const before = changed(base, firstRoute({ headers: { Priority: "emergency", "X-Site": "a" } }));
    expect(await dangersOf(firstRoute({ headers: { "x-site": "b" } }), before)).toEqual([
      [
        "changes-emergency-headers",
        "emergency: without Priority: emergency, x-site: b instead of X-Site: a at emergency-a",
      ],
    ]);
  });

  it("are those that emergencies use: no others are looked at", async () => {
    const spare = { name: "spare", routes: [{ name: "spare", host: "spare.example" }] };
    const before = changed(base, (d) => ({ routeSets: [...d.routeSets, spare] }));
    expect(
      await dangersOf(
        routes("spare", () => [{ name: "spare", host: "other.example" }]),
        before,
      ),
    ).toEqual([]);
    expect(await dangersOf((d) => ({ routeSets: d.routeSets.filter(({ name }) => name !== "spare") }), before)).toEqual(
      [],
    );
  });
});
