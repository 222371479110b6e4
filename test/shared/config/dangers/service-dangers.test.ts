import { describe } from "vitest";
import { services } from "../../../../shared/catalogue/catalogue-entry.ts";
import { base, changed, finds, gb999, is, later, plus, soon, withFields } from "../../../support/config/dangers-of.ts";

describe("a service asked for by its name", () => {
  const all = ["ambulance", "fire", "police"];
  const served = changed(base, ({ numbers }) => ({
    numbers: [
      ...numbers.map((number) => (gb999(number) ? { ...number, services: all } : number)),
      { territory: "GB", shortCode: "112", class: "emergency", services: all },
    ],
  }));
  const police = { shortCode: "110", services: ["police"] };
  finds(
    [
      [
        "goes to another number where one is added that serves it better",
        plus(police),
        [["changes-services", "police in GB: 110 instead of 112"]],
      ],
      [
        "goes to another number for one customer",
        plus({ ...police, tenant: "contoso" }),
        [["changes-services", "police in GB for contoso: 110 instead of 999"]],
      ],
      [
        "goes to another number for a time to come",
        plus({ ...police, validFrom: soon, validUntil: later }),
        [["changes-services", `police in GB from ${soon}: 110 instead of 112`]],
      ],
      [
        "goes to another number where one becomes an emergency that was none",
        withFields(is("GB", "105"), { class: "emergency", services: ["fire"] }),
        [["changes-services", "fire in GB: 105 instead of 112"]],
      ],
      [
        "goes to another number where one is added that serves as well and comes before it",
        plus({ shortCode: "103", services: all }),
        [["changes-services", ...["help", ...services].map((service) => `${service} in GB: 103 instead of 112`)]],
      ],
      ["stays with its number where one is added that serves it no better", plus({ shortCode: "998" }), []],
      ["stays with its number where one is added that is no emergency", plus({ ...police, class: "special" }), []],
    ],
    served,
  );
  finds([
    ["goes to a configured number where only the catalogue had one", plus({ shortCode: "112", services: all }), []],
  ]);
});
