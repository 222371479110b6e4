import type { CompiledDocument } from "../compiled-document.ts";
import type { ConfigDocument } from "../document.ts";
import { indexNumbers } from "./compile-plan.ts";
import { compileAround } from "./compile-snapshot.ts";
import { type ReadableTables, readTables } from "./read-tables.ts";

/** Compiles a document with its lookup tables. Tables that cannot be used are named in the snapshot. Paced. */
export async function compileDocument(document: ConfigDocument, lookups: ReadableTables): Promise<CompiledDocument> {
  const read = await readTables(lookups, document);
  return { document, snapshot: await compileAround(await indexNumbers(document.numbers), document, read) };
}
