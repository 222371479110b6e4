import { catalogue } from "../../shared/catalogue/catalogue.ts";
import { starterConfiguration } from "../../shared/config/change/starter-configuration.ts";
import { compileSnapshot } from "../../shared/config/compile/compile-snapshot.ts";
import type { ConfigDocument, NumberItem } from "../../shared/config/document.ts";
import { validateDocument } from "../../shared/config/rules/validate-document.ts";

const numbersPerCustomer = 8;
/** Neighbours in the catalogue are of one territory: this spreads a customer's numbers over the world. */
const stride = 37;

const emergencies = catalogue.filter(({ tier, class: callClass }) => tier === "primary" && callClass === "emergency");

/**
 * A configuration as an operator has it, with `size` numbers: real emergency numbers, some for all tenants, the others for
 * customers with eight entries each. `note` is the note of every number. Throws when the product would refuse it.
 */
export async function customersConfiguration(size: number, note = ""): Promise<ConfigDocument> {
  const document = makeConfiguration(size, note);
  const { faults } = await validateDocument({ document, snapshot: await compileSnapshot(document) }, Date.now());
  if (faults.length > 0) throw new Error(`The configuration is not valid: ${JSON.stringify(faults.slice(0, 5))}`);
  return document;
}

function makeConfiguration(size: number, note: string): ConfigDocument {
  const ofAll = emergencies.slice(0, Math.floor(size / 2)).map((entry) => numberItem("*", entry, note));
  const own = Array.from({ length: size - ofAll.length }, (_, i) => {
    const customer = Math.floor(i / numbersPerCustomer);
    const entry = emergencies[(customer + i * stride) % emergencies.length];
    if (entry === undefined) throw new Error("The catalogue is empty.");
    return numberItem(customerName(customer), entry, note);
  });
  const customers = Math.ceil(own.length / numbersPerCustomer);
  return {
    ...starterConfiguration(),
    tenants: Array.from({ length: customers }, (_, i) => ({ name: customerName(i), defaultTerritory: null })),
    numbers: [...ofAll, ...own],
  };
}

const customerName = (i: number): string => `customer-${String(i).padStart(4, "0")}`;

const numberItem = (
  tenant: string,
  { territory, shortCode, services }: (typeof emergencies)[number],
  note: string,
): NumberItem => ({
  tenant,
  territory,
  shortCode,
  class: "emergency",
  services: [...services],
  conversion: null,
  routeSet: null,
  validFrom: null,
  validUntil: null,
  source: "operator's register, 2026-10",
  verifiedOn: "2026-10-01",
  note,
});
