import { inSlices } from "../../in-slices.ts";
import type { Snapshot } from "../../routing/snapshot.ts";
import type { ConfigDocument } from "../document.ts";
import { compileInSteps } from "./compile-snapshot.ts";
import { type ReadableTables, readTables } from "./read-tables.ts";

/** A configuration in both its forms: as it is written, and as calls are decided by it. */
export type CompiledDocument = { readonly document: ConfigDocument; readonly snapshot: Snapshot };

/** Compiles a document beside calls, with the lookup tables that it lists; those that cannot be used are named in the snapshot. */
export async function compileDocument(document: ConfigDocument, lookups: ReadableTables): Promise<CompiledDocument> {
  const read = await readTables(lookups, document);
  return { document, snapshot: await inSlices(compileInSteps(document, read)) };
}
