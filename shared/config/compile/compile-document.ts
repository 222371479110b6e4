import { inSlices } from "../../in-slices.ts";
import type { CompiledDocument } from "../compiled-document.ts";
import type { ConfigDocument } from "../document.ts";
import { compileInSteps } from "./compile-snapshot.ts";
import { type ReadableTables, readTables } from "./read-tables.ts";

/** Compiles a document beside calls, with the lookup tables that it lists; those that cannot be used are named in the snapshot. */
export async function compileDocument(document: ConfigDocument, lookups: ReadableTables): Promise<CompiledDocument> {
  const read = await readTables(lookups, document);
  return { document, snapshot: await inSlices(compileInSteps(document, read)) };
}
