import { compileSnapshot } from "../compile/compile-snapshot.ts";
import type { ConfigDocument } from "../document.ts";
import { locateFault } from "../document-fault.ts";
import { documentHash } from "../document-hash.ts";
import { validateDocument } from "../rules/validate-document.ts";
import { type StoreVersionDependencies, storeVersion } from "../store/store-version.ts";

/**
 * Stores and activates a first configuration, without lookup tables, where there is none. True when this instance did it.
 * Throws when the configuration is not valid.
 */
export async function seedConfiguration(
  document: ConfigDocument,
  dependencies: StoreVersionDependencies,
): Promise<boolean> {
  if ((await dependencies.table.readPointer()) !== null) return false;
  await assertValid(document, dependencies.now());
  const version = {
    document,
    hash: await documentHash(document),
    base: null,
    author: "setup",
    reason: "first configuration",
    restoredFrom: null,
    breakGlass: null,
    proposal: null,
    summary: {},
  };
  return (await storeVersion(version, dependencies)) !== null;
}

async function assertValid(document: ConfigDocument, nowMs: number): Promise<void> {
  const { faults } = await validateDocument({ document, snapshot: await compileSnapshot(document) }, nowMs);
  const located = faults.map((fault) => locateFault(fault, document, new Map()));
  if (located.length > 0) throw new Error(located.map(({ path, message }) => `${path}: ${message}`).join("\n"));
}
