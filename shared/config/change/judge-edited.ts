import { DependencyError } from "../../dependency-error.ts";
import type { InputFault } from "../../input-fault.ts";
import { canonicalJson } from "../../json/canonical-json.ts";
import { type CompiledDocument, compileDocument } from "../compile/compiled-document.ts";
import type { ConfigDocument } from "../document.ts";
import { itemKey, itemsOf } from "../item-kinds.ts";
import type { Subject } from "../rules/rule.ts";
import { validateDocument } from "../rules/validate-document.ts";
import type { LookupTables } from "../store/lookup/lookup-tables.ts";
import type { Edited } from "./configuration-change.ts";
import { nameFaults } from "./name-faults.ts";
import { nameTableHashes } from "./name-table-hashes.ts";

export type Judged =
  | { readonly configuration: CompiledDocument; readonly warnings: readonly InputFault[] }
  | { readonly errors: readonly InputFault[] };

export type JudgeOptions = {
  /** The document that the change was made from. */
  readonly active: ConfigDocument;
  /** Whether a version is brought back whole: it may list tables that are damaged by now. */
  readonly isRestore: boolean;
  readonly lookups: Pick<LookupTables, "read">;
  readonly find: LookupTables["find"];
  readonly nowMs: number;
};

/**
 * An edited document, compiled and found valid; or everything that keeps it from going live. Throws a DependencyError when a
 * lookup table that the change names cannot be read.
 */
export async function judgeEdited(edited: Edited, options: JudgeOptions): Promise<Judged> {
  if ("faults" in edited) return { errors: edited.faults };
  const { active, isRestore, lookups, find, nowMs } = options;
  const isKept = isRestore ? () => true : keptFrom(active);
  const { document, origins } = await nameTableHashes(edited, isKept, find);
  const configuration = await compileDocument(document, lookups);
  assertNewTablesAreRead(configuration, isKept);
  const { faults, warnings } = await validateDocument(configuration, nowMs, { isKept, itemBefore: itemOf(active) });
  if (faults.length > 0) return { errors: nameFaults(faults, document, origins) };
  return { configuration, warnings: nameFaults(warnings, document, origins) };
}

/** Whether a document has an item that says the same. */
function keptFrom(active: ConfigDocument): Subject["isKept"] {
  return (list, item) => {
    const items: readonly object[] = active[list];
    return items.includes(item) || items.some((other) => canonicalJson(other) === canonicalJson(item));
  };
}

const itemOf =
  (active: ConfigDocument): Subject["itemBefore"] =>
  (kind, key) =>
    itemsOf(active, kind).find((item) => itemKey(kind, item) === key) ?? null;

/** That the store failed is no fault of the change. */
function assertNewTablesAreRead({ document, snapshot }: CompiledDocument, isKept: Subject["isKept"]): void {
  for (const listed of document.lookupTables) {
    const damage = snapshot.damagedTables.get(listed.name);
    if (damage?.isPassing === true && !isKept("lookupTables", listed))
      throw new DependencyError(`read lookup table ${listed.name}@${listed.version}`, true, damage.error);
  }
}
