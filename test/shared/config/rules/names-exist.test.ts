import { describe } from "vitest";
import { findsFaults, first, plusNumber } from "../../../support/config/judge-document.ts";

describe("a name that nothing has", () => {
  findsFaults([
    [
      "is refused wherever a number has it",
      plusNumber({ shortCode: "998", tenant: "fabrikam", territory: "IE", conversion: "none", routeSet: "no" }),
      [
        "numbers[4].tenant: there is no tenant fabrikam",
        "numbers[4].territory: there is no territory IE",
        "numbers[4].conversion: there is no conversion none",
        "numbers[4].routeSet: there is no route set no",
      ],
    ],
    [
      "is refused in a territory",
      first("territories", { routeSet: "no", conversion: "none", contingencyRouteSet: "nil" }),
      [
        "territories[0].conversion: there is no conversion none",
        "territories[0].routeSet: there is no route set no",
        "territories[0].contingencyRouteSet: there is no route set nil",
      ],
    ],
    [
      "is refused among the defaults",
      () => ({ defaults: { contingencyRouteSet: "no", conversion: "none" } }),
      ["defaults.conversion: there is no conversion none", "defaults.contingencyRouteSet: there is no route set no"],
    ],
    [
      "is refused in a step that looks something up",
      (d) => ({
        conversions: [
          ...d.conversions,
          { name: "area", steps: [{ do: "lookup", table: "at", key: "territory" }], examples: [{ in: "1", out: "1" }] },
        ],
      }),
      ["conversions[2].steps[0].table: there is no lookup table at"],
    ],
  ]);
});
