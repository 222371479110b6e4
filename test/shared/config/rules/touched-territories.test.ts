import { expect, it } from "vitest";
import type { ConfigDocument } from "../../../../shared/config/document.ts";
import { touchedTerritories } from "../../../../shared/config/rules/touched-territories.ts";
import { number } from "../../../support/config/judge-document.ts";
import { smallDocument, smallWith } from "../../../support/config/small-document.ts";

it.each<[string, (document: ConfigDocument) => Record<string, unknown>, readonly string[]]>([
  ["nothing", () => ({}), []],
  ["another item", () => ({ tenants: [] }), []],
  ["the order of numbers", ({ numbers }) => ({ numbers: numbers.toReversed() }), []],
  ["a new territory", (d) => ({ territories: [...d.territories, { code: "IE", callingCode: "353" }] }), ["IE"]],
  ["a removed territory", ({ territories }) => ({ territories: territories.slice(1) }), ["GB"]],
  [
    "a territory's route set",
    (d) => ({ territories: d.territories.map((t) => ({ ...t, routeSet: "fire" })) }),
    ["FR", "GB"],
  ],
  ["a new number", (d) => ({ numbers: [...d.numbers, number({ territory: "FR", shortCode: "15" })] }), ["FR"]],
  ["a removed number", ({ numbers }) => ({ numbers: numbers.slice(1) }), ["GB"]],
  [
    "a customer's number",
    (d) => ({ numbers: d.numbers.map((n) => (n.tenant === "*" ? n : { ...n, note: "x" })) }),
    ["GB"],
  ],
])("of a change of %s are those that it makes something else of", async (_, change, territories) => {
  expect([...(await touchedTerritories(smallDocument, smallWith(change)))].sort()).toEqual(territories);
});
