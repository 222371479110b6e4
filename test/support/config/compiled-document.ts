import { compileSnapshot } from "../../../shared/config/compile/compile-snapshot.ts";
import type { CompiledDocument } from "../../../shared/config/compiled-document.ts";
import { type ConfigDocument, documentSchema } from "../../../shared/config/document.ts";

export const compiled = (document: ConfigDocument): CompiledDocument => ({
  document,
  snapshot: compileSnapshot(document),
});

/** A document of which only some lists matter. */
export const compiledOf = (lists: Readonly<Record<string, unknown>>): CompiledDocument =>
  compiled(documentSchema.parse(lists));
