import { describe } from "vitest";
import type { ConfigDocument } from "../../../../shared/config/document.ts";
import { findsFaults, findsWarnings, type Lists, number, plusNumber } from "../../../support/config/judge-document.ts";

describe("a conversion", () => {
  const conversion = (steps: readonly Lists[], out: string) => (d: ConfigDocument) => ({
    conversions: [...d.conversions, { name: "tried", steps, examples: [{ in: "+44999", territory: "GB", out }] }],
    numbers: [...d.numbers, number({ shortCode: "998", conversion: "tried" })],
  });
  const toTel = (phoneContext: string) => [{ do: "strip-calling-code" }, { do: "to-tel", phoneContext }];
  findsFaults([
    [
      "is refused at a number for which it fails",
      conversion([{ do: "strip", prefix: "+44998" }], "+44999"),
      ["numbers[4].conversion: the conversion tried fails for +44998"],
    ],
    ["may fail for want of what only a call can say", plusNumber({ shortCode: "998", conversion: "by-commune" }), []],
    ["may write a tel URI", conversion(toTel("+{callingCode}"), "tel:999;phone-context=+44"), []],
    ["may write a service URN", conversion([{ do: "to-service-urn" }], "urn:service:sos"), []],
    ["may write what is no number", conversion([{ do: "append", text: ".a_b" }], "+44999.a_b"), []],
    [
      "is refused at a number that comes out as no well-formed URI",
      conversion([{ do: "append", text: "*" }], "+44999*"),
      [
        "numbers[4].conversion: +44998 comes out of tried as sip:+44998*@emergency-a.operator.example;user=phone, which is no well-formed URI",
      ],
    ],
    ["is not tried for a number that is not routed", (d) => plusNumber({ shortCode: "998", class: "special" })(d), []],
  ]);
});

describe("a route set", () => {
  findsFaults([
    [
      "is refused with two routes of one name, or a header field in two spellings",
      (d) => ({
        routeSets: [
          ...d.routeSets,
          {
            name: "twice",
            routes: [
              { name: "a", host: "a.example", headers: { "X-Site": "1", "x-site": "2" } },
              { name: "a", host: "b.example" },
            ],
          },
        ],
      }),
      [
        "routeSets[3].routes[0].headers.x-site: is there in another spelling",
        "routeSets[3].routes[1].name: another route of the set is named a",
      ],
    ],
  ]);
});

describe("routes that share the load", () => {
  type Order = { readonly order?: number; readonly weight?: number };
  const listed =
    (...orders: readonly Order[]) =>
    (d: ConfigDocument) => ({
      routeSets: [
        ...d.routeSets,
        { name: "more", routes: orders.map((fields, i) => ({ name: `r${i}`, host: `r${i}.example`, ...fields })) },
      ],
    });
  findsFaults([
    ["stand in the order in which they are tried", listed({}, { order: 1 }, { order: 1 }, {}, { order: 4 }), []],
    [
      "are refused in another order",
      listed({ order: 2 }, {}, { order: 1 }),
      ["routeSets[3].routes[2].order: is lower than 2 before it: list routes in the order in which they are tried"],
    ],
    [
      "are refused where another route stands between them",
      listed({ order: 1 }, {}, { order: 1 }),
      ["routeSets[3].routes[2].order: stands apart from the other routes of order 1: list them one after the other"],
    ],
  ]);
  findsWarnings([
    ["may have weights", listed({ order: 1, weight: 3 }, { order: 1, weight: 0 }), []],
    [
      "need the same order for their weights to count",
      listed({ weight: 3 }, { order: 1, weight: 1 }, { order: 2 }),
      ["r0", "r1"].map(
        (name, i) =>
          `routeSets[3].routes[${i}].weight: ${name} shares the load with no other route: give the routes that share it the same order`,
      ),
    ],
  ]);
});
