import { describe, expect, it } from "vitest";
import {
  base,
  changed,
  dangersOf,
  finds,
  first,
  gb999,
  is,
  later,
  past,
  plus,
  soon,
  withFields,
  without,
} from "../../../support/config/dangers-of.ts";

describe("removing an emergency number", () => {
  finds([
    [
      "is dangerous even where the catalogue has it",
      without(is("FR", "18")),
      [["removes-emergency-number", "18 in FR"]],
    ],
    [
      "is dangerous for one customer",
      without(is("GB", "112")),
      [["removes-emergency-number", "112 in GB for contoso"]],
    ],
    [
      "is dangerous when it is only to end, and is named with the instant",
      withFields(gb999, { validUntil: soon }),
      [["removes-emergency-number", `999 in GB from ${soon}`]],
    ],
    [
      "is dangerous when it is to begin later than it did, though it goes on then",
      withFields(gb999, { validFrom: soon }),
      [["removes-emergency-number", "999 in GB"]],
    ],
    [
      "is not dangerous when another entry takes over",
      (d) => {
        const ending = changed(d, withFields(gb999, { validUntil: soon }));
        return plus({ validFrom: soon, note: "new" })(ending);
      },
      [],
    ],
    [
      "is dangerous where the one for all is written in another way",
      (d) =>
        changed(
          changed(d, plus({ shortCode: "112" })),
          without((n) => n.tenant === "contoso"),
        ),
      [["rewrites-emergency-numbers", "112 in GB for contoso: 112 instead of +44112"]],
    ],
    ["of another class is not dangerous", without(is("GB", "111")), []],
  ]);

  finds(
    [
      ["that has ended is not dangerous", without(gb999), []],
      [
        "that is to come is dangerous",
        without(is("GB", "112")),
        [["removes-emergency-number", `112 in GB for contoso from ${soon}`]],
      ],
    ],
    changed(
      changed(changed(base, withFields(gb999, { validUntil: past })), withFields(is("GB", "112"), { validFrom: soon })),
      plus({ shortCode: "998" }),
    ),
  );

  it("names it for a customer whose own entry was the same no more than once", async () => {
    const before = changed(base, plus({ tenant: "contoso" }));
    expect(await dangersOf(without(gb999), before)).toEqual([
      ["removes-emergency-number", "999 in GB", "999 in GB for contoso"],
    ]);
    expect(
      await dangersOf(
        without((n) => gb999(n) && n.tenant === "*"),
        before,
      ),
    ).toEqual([["removes-emergency-number", "999 in GB"]]);
    expect(
      await dangersOf(
        without((n) => gb999(n) && n.tenant === "contoso"),
        before,
      ),
    ).toEqual([]);
  });
});

describe("reclassifying an emergency number", () => {
  finds([
    ["is dangerous", withFields(gb999, { class: "special" }), [["reclassifies-emergency-number", "999 in GB"]]],
    [
      "is dangerous when it leaves the call to ordinary routing",
      withFields(gb999, { class: "emergency-normal-routing" }),
      [["reclassifies-emergency-number", "999 in GB"]],
    ],
    [
      "is dangerous for one customer, by an entry that is new",
      plus({ tenant: "contoso", class: "ordinary" }),
      [["reclassifies-emergency-number", "999 in GB for contoso"]],
    ],
    [
      "is dangerous for a time to come",
      plus({ tenant: "contoso", class: "ordinary", validFrom: soon, validUntil: later }),
      [["reclassifies-emergency-number", `999 in GB for contoso from ${soon}`]],
    ],
    [
      "is dangerous where only the catalogue knew it",
      plus({ territory: "FR", shortCode: "15", class: "special" }),
      [["reclassifies-emergency-number", "15 in FR"]],
    ],
    [
      "to the class that it has is not dangerous",
      withFields(gb999, { note: "new", source: "new", verifiedOn: "2026-11-01" }),
      [],
    ],
    [
      "that was routed as an ordinary call is dangerous as well",
      withFields(gb999, { class: "ordinary" }),
      [["reclassifies-emergency-number", "999 in GB"]],
    ],
    [
      "from one service to another has its own name",
      withFields(gb999, { services: ["police"] }),
      [["changes-services", "999 in GB: police instead of any"]],
    ],
  ]);
});

describe("the route of an emergency number", () => {
  finds([
    [
      "is lost with that of its territory, for the catalogue's numbers too",
      (d) => ({ territories: d.territories.map((t) => (t.code === "GB" ? { ...t, routeSet: null } : t)) }),
      [["leaves-number-without-route", "999 in GB", "112 in GB", "112 in GB for contoso"]],
    ],
    [
      "is another where it becomes that of the territory",
      withFields(is("FR", "18"), { routeSet: null }),
      [
        [
          "reroutes-emergency-calls",
          "18 in FR: sip:emergency-a.operator.example, sip:emergency-b.operator.example instead of sip:fire.operator.example",
        ],
      ],
    ],
    [
      "is another by the number's own entry",
      withFields(gb999, { routeSet: "fire" }),
      [
        [
          "reroutes-emergency-calls",
          "999 in GB: sip:fire.operator.example instead of sip:emergency-a.operator.example, sip:emergency-b.operator.example",
        ],
      ],
    ],
    [
      "is the same by another set with the same routes",
      (d) => ({
        routeSets: [...d.routeSets, { ...d.routeSets[0], name: "other" }],
        territories: d.territories.map((t) => (t.code === "GB" ? { ...t, routeSet: "other" } : t)),
      }),
      [],
    ],
    [
      "is another for one customer, by an entry that is new",
      plus({ tenant: "contoso", routeSet: "fire" }),
      [
        [
          "reroutes-emergency-calls",
          "999 in GB for contoso: sip:fire.operator.example instead of sip:emergency-a.operator.example, sip:emergency-b.operator.example",
        ],
      ],
    ],
  ]);

  finds(
    [
      ["is missed for a new number", plus({ shortCode: "998" }), [["leaves-number-without-route", "998 in GB"]]],
      ["is not missed where there was none", withFields(gb999, { note: "new" }), []],
      [
        "is missed when the number's own goes",
        withFields(is("GB", "112"), { routeSet: null }),
        [["leaves-number-without-route", "112 in GB for contoso"]],
      ],
      ["is not missed for a number of another class", plus({ shortCode: "998", class: "special" }), []],
    ],
    changed(changed(base, first("territories", { routeSet: null })), withFields(is("GB", "112"), { routeSet: "fire" })),
  );
});
