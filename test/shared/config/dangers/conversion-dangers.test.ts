import { describe, expect } from "vitest";
import { conversion, finds } from "../../../support/config/dangers-of.ts";

describe("how emergency numbers are written", () => {
  finds([
    [
      "is endangered by steps that make another number",
      conversion("short-code", { steps: [{ do: "strip-calling-code" }, { do: "strip", prefix: "9" }] }),
      [
        ["rewrites-emergency-numbers", "999 in GB: 99 instead of 999"],
        [
          "changes-default-conversion",
          expect.stringMatching(/^9[0-9]* in [A-Z]{2}: /),
          ...Array(19).fill(expect.anything()),
        ],
      ],
    ],
    [
      "is endangered by another form",
      conversion("short-code", { steps: [{ do: "strip-calling-code" }, { do: "to-tel", phoneContext: "+44" }] }),
      expect.arrayContaining([
        [
          "rewrites-emergency-numbers",
          "999 in GB: tel:999;phone-context=+44 instead of 999",
          "112 in GB: tel:112;phone-context=+44 instead of 112",
        ],
      ]),
    ],
    [
      "is endangered by a caller's number that is set",
      conversion("short-code", { steps: [{ do: "strip-calling-code" }, { do: "set-calling-party", value: "+441" }] }),
      expect.arrayContaining([
        ["changes-calling-party", expect.stringContaining("+441 instead of the caller's number"), expect.anything()],
      ]),
    ],
    [
      "is endangered by a header that is set",
      conversion("short-code", { steps: [{ do: "strip-calling-code" }, { do: "set-header", name: "A", value: "b" }] }),
      expect.arrayContaining([["changes-emergency-headers", "999 in GB: with A: b", "112 in GB: with A: b"]]),
    ],
    [
      "is endangered by other steps where only a call can tell what they do",
      conversion("by-commune", { steps: [{ do: "replace", with: "0{locationKey}" }] }),
      [["rewrites-emergency-numbers", "by-commune with other steps"]],
    ],
    [
      "is endangered by a territory's other conversion",
      (d) => ({ territories: d.territories.map((t) => (t.code === "GB" ? { ...t, conversion: "as-received" } : t)) }),
      [["rewrites-emergency-numbers", "999 in GB: +44999 instead of 999", "112 in GB: +44112 instead of 112"]],
    ],
    [
      "is endangered by another default conversion",
      (d) => ({ defaults: { ...d.defaults, conversion: "as-received" } }),
      [["changes-default-conversion", ...Array(20).fill(expect.stringContaining(": +"))]],
    ],
    [
      "is not endangered by other steps that make the same",
      conversion("short-code", { steps: [{ do: "replace", with: "{shortCode}" }] }),
      [],
    ],
    [
      "is not endangered by other examples",
      conversion("short-code", { examples: [{ in: "+353112", out: "112" }] }),
      [],
    ],
  ]);
});
