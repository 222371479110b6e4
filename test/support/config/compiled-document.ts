import { compileSnapshot } from "../../../shared/config/compile/compile-snapshot.ts";
import type { CompiledDocument } from "../../../shared/config/compiled-document.ts";
import { type ConfigDocument, documentSchema } from "../../../shared/config/document.ts";

export const compiled = async (document: ConfigDocument): Promise<CompiledDocument> => ({
  document,
  snapshot: await compileSnapshot(document),
});

/** A document of which only some lists matter. */
export const compiledOf = (lists: Readonly<Record<string, unknown>>): Promise<CompiledDocument> =>
  compiled(documentSchema.parse(lists));
