import { describe, expect, it } from "vitest";
import { checkExamples } from "../../../../shared/config/rules/conversion-rules.ts";
import { conversionSchema } from "../../../../shared/routing/conversion.ts";
import { starterSnapshot } from "../../../support/config/decide-call.ts";
import { findsFaults } from "../../../support/config/judge-document.ts";

const tables = new Map([["fr-communes", new Map([["75056", "0155667788"]])]]);

const conversion = (steps: readonly object[], ...examples: readonly object[]) =>
  conversionSchema.parse({ name: "tested", steps, examples });

const byCommune = [{ do: "lookup", table: "fr-communes", key: "locationKey" }];

it.each([
  [[{ do: "strip-calling-code" }], { in: "+44999", out: "999" }],
  [[{ do: "strip-calling-code" }], { in: "999", territory: "GB", out: "999" }],
  [[{ do: "prepend", text: "{territory}" }], { in: "999", territory: "GB", out: "GB+44999" }],
  [
    [{ do: "strip-calling-code" }, { do: "to-tel", phoneContext: "+{callingCode}" }],
    { in: "+1911", out: "tel:911;phone-context=+1" },
  ],
  [[{ do: "to-service-urn" }], { in: "+44999", out: "urn:service:sos" }],
  [[{ do: "to-service-urn" }], { in: "urn:service:sos.fire", out: "urn:service:sos.fire" }],
  [byCommune, { in: "+3318", locationKey: "75056", out: "0155667788" }],
])("steps %j agree with the example %j", (steps, example) => {
  expect(checkExamples(conversion(steps, example), starterSnapshot.plan, tables)).toEqual([]);
});

it("names every example that does not come out, and what came out instead", () => {
  const wrong = conversion(
    byCommune,
    { in: "+3318", locationKey: "75056", out: "0155667788" },
    { in: "+3318", locationKey: "75056", out: "18" },
    { in: "+3318", locationKey: "1", out: "18" },
  );
  const at = (i: number) => ({ field: ["examples", i, "out"] });
  expect(checkExamples(wrong, starterSnapshot.plan, tables)).toEqual([
    { ...at(1), message: "+3318 should become 18, but it comes out as 0155667788" },
    { ...at(2), message: "+3318 should become 18, but the conversion fails" },
  ]);
});

describe("a conversion", () => {
  findsFaults([
    [
      "whose example does not come out is refused",
      (d) => ({
        conversions: [
          ...d.conversions,
          {
            name: "tried",
            steps: [{ do: "strip-calling-code" }],
            examples: [{ in: "+44999", territory: "GB", out: "112" }],
          },
        ],
      }),
      ["conversions[2].examples[0].out: +44999 should become 112, but it comes out as 999"],
    ],
  ]);
});
