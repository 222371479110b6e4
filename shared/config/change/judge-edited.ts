import type { InputFault } from "../../http/problem.ts";
import { type CompiledDocument, compileDocument } from "../compiled-document.ts";
import type { LookupTables } from "../lookup/lookup-tables.ts";
import type { Edited } from "./configuration-change.ts";
import { locateFault } from "./document-fault.ts";
import { validateDocument } from "./validate-document.ts";

export type Judged =
  | { readonly configuration: CompiledDocument; readonly warnings: readonly InputFault[] }
  | { readonly errors: readonly InputFault[] };

/** An edited document, compiled and found valid; or everything that keeps it from going live. */
export async function judgeEdited(edited: Edited, lookups: Pick<LookupTables, "read">, nowMs: number): Promise<Judged> {
  if ("faults" in edited) return { errors: edited.faults };
  const { document, origins } = edited;
  const configuration = await compileDocument(document, lookups);
  const { faults, warnings } = await validateDocument(configuration, nowMs);
  if (faults.length > 0) return { errors: faults.map((fault) => locateFault(fault, document, origins)) };
  return { configuration, warnings: warnings.map((warning) => locateFault(warning, document, origins)) };
}
