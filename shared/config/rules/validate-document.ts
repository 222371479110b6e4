import type { CompiledDocument } from "../compiled-document.ts";
import type { DocumentFault } from "../document-fault.ts";
import { areaExamplesComeOut, areasMakeADifference, rowsLeadToAreas, tableNamesDiffer } from "./area-rules.ts";
import { areasAreInTerritories, boundariesAreInTerritories } from "./boundary-rules.ts";
import { examplesComeOut } from "./conversion-rules.ts";
import { divertsEndSomewhere } from "./divert-rules.ts";
import {
  expectationsAreFew,
  expectedCallsAreOfKnownNames,
  expectedCallsCanBeRead,
  expectedPlacesAreOfNow,
} from "./expectation-rules.ts";
import { itemsCanBeStored, noItemTwice } from "./item-rules.ts";
import { masksFit } from "./mask-rules.ts";
import {
  heldTenantsDifferEnough,
  ingressNamesDifferEnough,
  noConversionIsNamedAsReceived,
  tenantNamesDifferEnough,
} from "./name-rules.ts";
import { namesExist } from "./names-exist.ts";
import {
  noHelpLineIsAnEmergency,
  shortCodesAreNoSubscribers,
  windowsAreNotEmpty,
  windowsDoNotOverlap,
  zerosAreNotLost,
} from "./number-rules.ts";
import { noRouteOrHeaderTwice, routesAreInOrder, routesCanBeWritten, weightsAreShared } from "./route-rules.ts";
import type { Rule, Subject } from "./rule.ts";
import {
  keptTablesAreStored,
  lookupKeysDifferEnough,
  newConversionsHaveTheirTables,
  stepsUseListedTables,
  tablesAreStored,
} from "./table-rules.ts";
import { territoriesWithEmergencies } from "./territories-with-emergencies.ts";
import {
  ingressesAreInTerritories,
  numbersAreConfigured,
  tenantsAreInTerritories,
  territoriesHaveAnEmergencyNumber,
  territoriesHaveRoutes,
  territoriesHaveTheirCallingCode,
  territoriesLeftToTheCatalogue,
} from "./territory-rules.ts";

export type Validation = {
  /** A document with any of these must not go live. */
  readonly faults: readonly DocumentFault[];
  /** Worth a second look. */
  readonly warnings: readonly DocumentFault[];
};

const faultRules: readonly Rule[] = [
  ...noItemTwice,
  noRouteOrHeaderTwice,
  routesAreInOrder,
  ...itemsCanBeStored,
  territoriesHaveTheirCallingCode,
  tenantsAreInTerritories,
  ingressesAreInTerritories,
  namesExist,
  noConversionIsNamedAsReceived,
  ...tablesAreStored,
  tableNamesDiffer,
  rowsLeadToAreas,
  boundariesAreInTerritories,
  stepsUseListedTables,
  newConversionsHaveTheirTables,
  windowsAreNotEmpty,
  windowsDoNotOverlap,
  masksFit,
  shortCodesAreNoSubscribers,
  territoriesHaveAnEmergencyNumber,
  examplesComeOut,
  routesCanBeWritten,
  expectationsAreFew,
  expectedCallsCanBeRead,
  expectedPlacesAreOfNow,
  divertsEndSomewhere,
  areaExamplesComeOut,
];

const warningRules: readonly Rule[] = [
  noHelpLineIsAnEmergency,
  territoriesLeftToTheCatalogue,
  numbersAreConfigured,
  territoriesHaveRoutes,
  weightsAreShared,
  ...keptTablesAreStored,
  tenantNamesDifferEnough,
  ingressNamesDifferEnough,
  heldTenantsDifferEnough,
  lookupKeysDifferEnough,
  zerosAreNotLost,
  expectedCallsAreOfKnownNames,
  areasMakeADifference,
  areasAreInTerritories,
];

/** The version that the document is to replace. */
export type Before = Pick<Subject, "isKept" | "itemBefore" | "isTouched">;

const nothingBefore: Before = { isKept: () => false, itemBefore: () => null, isTouched: () => true };

/**
 * Judges a whole document by every rule and finds all that is wrong with it. It was compiled with the lookup tables that
 * could be loaded; `nowMs` is milliseconds since 1970. Damage from before the change, by `isKept`, is a warning. Never throws on
 * a document that its schema accepts. Paced.
 */
export async function validateDocument(
  { document, snapshot }: CompiledDocument,
  nowMs: number,
  before: Before = nothingBefore,
): Promise<Validation> {
  const subject: Subject = {
    document,
    snapshot,
    tables: snapshot.tables,
    territoriesWithEmergencies: await territoriesWithEmergencies(document.numbers, nowMs),
    nowMs,
    isTelephoneNumber: await loadIsTelephoneNumber(),
    ...before,
  };
  return { faults: await findFaults(faultRules, subject), warnings: await findFaults(warningRules, subject) };
}

async function findFaults(rules: readonly Rule[], subject: Subject): Promise<readonly DocumentFault[]> {
  const faults: DocumentFault[] = [];
  for (const rule of rules) for (const fault of await rule(subject)) faults.push(fault);
  return faults;
}

/**
 * Loads libphonenumber's full metadata. Calls use the small set, which has only the outline of a numbering plan: there
 * +43116000, a help line, looks like a number in Vienna.
 */
async function loadIsTelephoneNumber(): Promise<Subject["isTelephoneNumber"]> {
  const { isSupportedCountry, isValidPhoneNumber } = await import("libphonenumber-js/max");
  return (number, territory) => {
    if (territory === undefined) return isValidPhoneNumber(number);
    return isSupportedCountry(territory) && isValidPhoneNumber(number, territory);
  };
}
