import type { ConfigDocument } from "../document.ts";
import type { ItemOrigins } from "../document-fault.ts";
import type { Subject } from "../rules/rule.ts";
import type { LookupTables } from "../store/lookup/lookup-tables.ts";

type Named = { readonly document: ConfigDocument; readonly origins: ItemOrigins };

/**
 * The document with the hash of the rows in each lookup table that the change lists without one, so that its own hash covers
 * them. Those that were listed so before stay as they are. Throws a DependencyError when the store fails.
 */
export async function nameTableHashes(
  { document, origins }: Named,
  isKept: Subject["isKept"],
  find: LookupTables["find"],
): Promise<Named> {
  const named = new Map(origins);
  const lookupTables: ConfigDocument["lookupTables"] = [];
  for (const listed of document.lookupTables) {
    const isNew = listed.hash === undefined && !isKept("lookupTables", listed);
    const hash = isNew ? (await find(listed.name, listed.version))?.hash : undefined;
    const item = hash === undefined ? listed : { ...listed, hash };
    const origin = origins.get(listed);
    if (origin !== undefined) named.set(item, origin);
    lookupTables.push(item);
  }
  return { document: { ...document, lookupTables }, origins: named };
}
