import { describe, expect, it } from "vitest";
import { base, changed, defaults, findBetween, finds, first } from "../../../support/config/dangers-of.ts";

describe("what lies below the configuration", () => {
  it("is dropped with the catalogue's numbers, which are named up to a point and counted", async () => {
    const [danger] = await findBetween(base, changed(base, defaults({ unprovisioned: "ordinary" })));
    expect(danger).toMatchObject({ danger: "drops-catalogue-net" });
    expect(danger?.items).toHaveLength(20);
    expect(danger?.count).toBeGreaterThan(500);
  });

  finds([
    [
      "is dropped with the contingency route",
      defaults({ contingencyRouteSet: null }),
      [["drops-contingency-route", "contingency"]],
    ],
    [
      "changes with another contingency route",
      defaults({ contingencyRouteSet: "fire" }),
      [["changes-contingency-route", "sip:fire.operator.example instead of sip:contingency.operator.example"]],
    ],
    [
      "changes with a territory's own contingency route",
      first("territories", { contingencyRouteSet: "fire" }),
      [["changes-contingency-route", "GB: sip:fire.operator.example instead of sip:contingency.operator.example"]],
    ],
  ]);

  finds(
    [
      ["is evidence that is held", () => ({ legalHolds: [] }), [["releases-legal-hold", "case-7"]]],
      [
        "is evidence that is held, when less of it is",
        () => ({ legalHolds: [{ name: "case-7", reason: "court", tenant: "contoso" }] }),
        [["releases-legal-hold", "case-7"]],
      ],
      ["is not touched by other words", () => ({ legalHolds: [{ name: "case-7", reason: "appeal" }] }), []],
    ],
    changed(base, () => ({ legalHolds: [{ name: "case-7", reason: "court" }] })),
  );
});
