import { compileSnapshot } from "../../../shared/config/compile/compile-snapshot.ts";
import type { CompiledDocument } from "../../../shared/config/compiled-document.ts";
import { type ConfigDocument, documentSchema } from "../../../shared/config/document.ts";

const known = new WeakMap<ConfigDocument, Promise<CompiledDocument>>();

/** A document is compiled once, however many tests compare others with it. */
export function compiled(document: ConfigDocument): Promise<CompiledDocument> {
  const compiling = known.get(document) ?? compileSnapshot(document).then((snapshot) => ({ document, snapshot }));
  known.set(document, compiling);
  return compiling;
}

/** A document of which only some lists matter. */
export const compiledOf = (lists: Readonly<Record<string, unknown>>): Promise<CompiledDocument> =>
  compiled(documentSchema.parse(lists));
