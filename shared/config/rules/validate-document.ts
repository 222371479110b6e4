import { eachInSlices } from "../../in-slices.ts";
import type { CompiledDocument } from "../compile/compiled-document.ts";
import type { DocumentFault } from "../document-fault.ts";
import { examplesComeOut } from "./examples-come-out.ts";
import { loadIsTelephoneNumber } from "./is-telephone-number.ts";
import { itemsCanBeStored } from "./items-can-be-stored.ts";
import { masksFit } from "./masks-fit.ts";
import { lookupKeysDifferEnough, namesDifferEnough } from "./names-differ-enough.ts";
import { namesExist, noConversionIsNamedAsReceived } from "./names-exist.ts";
import { noHelpLineIsAnEmergency } from "./no-help-line-is-an-emergency.ts";
import { noItemTwice, noRouteOrHeaderTwice } from "./nothing-twice.ts";
import { routesCanBeWritten } from "./routes-can-be-written.ts";
import type { Rule, Subject } from "./rule.ts";
import { shortCodesAreNoSubscribers } from "./short-codes-are-no-subscribers.ts";
import {
  keptTablesAreStored,
  newConversionsHaveTheirTables,
  stepsUseListedTables,
  tablesAreStored,
} from "./tables-fit.ts";
import { callersAreInTerritories, territoriesHaveTheirCallingCode } from "./territories-exist.ts";
import {
  territoriesHaveAnEmergencyNumber,
  territoriesLeftToTheCatalogue,
} from "./territories-have-an-emergency-number.ts";
import { territoriesHaveRoutes } from "./territories-have-routes.ts";
import { windowsAreNotEmpty, windowsDoNotOverlap } from "./windows-fit.ts";
import { zerosAreNotLost } from "./zeros-are-not-lost.ts";

export type Validation = {
  /** A document with any of these must not go live. */
  readonly faults: readonly DocumentFault[];
  /** Worth a second look. */
  readonly warnings: readonly DocumentFault[];
};

const rules: readonly Rule[] = [
  noItemTwice,
  noRouteOrHeaderTwice,
  itemsCanBeStored,
  territoriesHaveTheirCallingCode,
  callersAreInTerritories,
  namesExist,
  noConversionIsNamedAsReceived,
  tablesAreStored,
  stepsUseListedTables,
  newConversionsHaveTheirTables,
  windowsAreNotEmpty,
  windowsDoNotOverlap,
  masksFit,
  shortCodesAreNoSubscribers,
  territoriesHaveAnEmergencyNumber,
  examplesComeOut,
  routesCanBeWritten,
];

const warningRules: readonly Rule[] = [
  noHelpLineIsAnEmergency,
  territoriesLeftToTheCatalogue,
  territoriesHaveRoutes,
  keptTablesAreStored,
  namesDifferEnough,
  lookupKeysDifferEnough,
  zerosAreNotLost,
];

/** What a rule may ask of the version that the document is to replace. */
export type Before = Pick<Subject, "isKept" | "itemBefore">;

const nothingBefore: Before = { isKept: () => false, itemBefore: () => null };

/**
 * Judges a whole document by every rule: all that is wrong with it, at once. The lookup tables that it was compiled
 * with are those that could be loaded; `nowMs` is milliseconds since 1970. What was damaged before the change is a warning where
 * `isKept` knows the item. Never throws on a document of the right form. Gives way to calls.
 */
export async function validateDocument(
  { document, snapshot }: CompiledDocument,
  nowMs: number,
  { isKept, itemBefore }: Before = nothingBefore,
): Promise<Validation> {
  const subject = {
    document,
    snapshot,
    tables: snapshot.tables,
    nowMs,
    isKept,
    itemBefore,
    isTelephoneNumber: await loadIsTelephoneNumber(),
  };
  return { faults: await findingsOf(rules, subject), warnings: await findingsOf(warningRules, subject) };
}

async function findingsOf(applied: readonly Rule[], subject: Subject): Promise<readonly DocumentFault[]> {
  const found: DocumentFault[] = [];
  for (const rule of applied)
    await eachInSlices(rule(subject), (fault) => {
      if (fault !== undefined) found.push(fault);
    });
  return found;
}
