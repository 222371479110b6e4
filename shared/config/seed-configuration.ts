import { inOneGo } from "../in-slices.ts";
import { locateFault } from "./change/document-fault.ts";
import { checkExamples } from "./check-examples.ts";
import { compilePlan } from "./compile-plan.ts";
import type { ConfigDocument } from "./document.ts";
import { documentHash } from "./document-hash.ts";
import { type StoreVersionDependencies, storeVersion } from "./store-version.ts";

/** Stores and activates a first configuration where there is none. True when this call did it. Throws when an example of a conversion does not come out. */
export async function seedConfiguration(
  document: ConfigDocument,
  dependencies: StoreVersionDependencies,
): Promise<boolean> {
  const plan = inOneGo(compilePlan(document));
  const faults = document.conversions
    .flatMap((conversion, i) => checkExamples(conversion, i, plan, new Map()))
    .map((fault) => locateFault(fault, document, new Map()));
  if (faults.length > 0) throw new Error(faults.map(({ path, message }) => `${path}: ${message}`).join("\n"));
  if ((await dependencies.table.readPointer()) !== null) return false;
  const version = {
    document,
    hash: documentHash(document),
    base: null,
    author: "setup",
    reason: "first configuration",
    restoredFrom: null,
    summary: {},
  };
  return (await storeVersion(version, dependencies)) !== null;
}
