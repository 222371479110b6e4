import { describe, expect, it } from "vitest";
import {
  base,
  changed,
  conversion,
  dangersOf,
  defaults,
  findBetween,
  finds,
  first,
} from "../../../support/config/dangers-of.ts";

const alone = changed(base, defaults({ appendContingency: false }));
const withoutContingency = changed(base, defaults({ contingencyRouteSet: null }));

describe("the contingency routes behind all others", () => {
  finds([
    [
      "are a danger when they go",
      defaults({ appendContingency: false }),
      [["changes-contingency-route", "not behind the routes of emergencies any more"]],
    ],
  ]);
  finds(
    [
      [
        "are a danger when they come",
        defaults({ appendContingency: true }),
        [["changes-contingency-route", "behind the routes of every emergency"]],
      ],
    ],
    alone,
  );
  finds(
    [
      [
        "come with the first contingency route set",
        defaults({ contingencyRouteSet: "contingency" }),
        [["changes-contingency-route", "contingency behind the routes of every emergency"]],
      ],
      [
        "come with the first of one territory",
        first("territories", { contingencyRouteSet: "contingency" }),
        [["changes-contingency-route", "GB: contingency behind the routes of every emergency"]],
      ],
    ],
    withoutContingency,
  );

  it("are none where there is no contingency route", async () => {
    expect(await dangersOf(defaults({ appendContingency: false }), withoutContingency)).toEqual([]);
  });

  it("get a number otherwise with another default conversion, though its own writes it as ever", async () => {
    const own = [
      { name: "own", steps: [{ do: "strip-calling-code" }], examples: [{ in: "+44999", out: "999" }] },
      { name: "default", steps: [{ do: "strip-calling-code" }], examples: [{ in: "+44999", out: "999" }] },
    ];
    const before = changed(base, (d) => ({
      conversions: [...d.conversions, ...own],
      territories: d.territories.map((item) => ({ ...item, conversion: "own" })),
      defaults: { ...d.defaults, conversion: "default" },
    }));
    const steps = [{ do: "strip-calling-code" }, { do: "prepend", text: "0" }];
    const found = await findBetween(before, changed(before, conversion("default", { steps })));
    expect(found.map(({ danger }) => danger)).toEqual(["changes-default-conversion"]);
    expect(found[0]?.items).toContain("999 in GB on the contingency route: 0999 instead of 999");
  });
});
