import type { InputFault } from "../../input-fault.ts";
import { pace } from "../../pace.ts";
import type { Operation } from "../change/change-set.ts";
import { diffDocuments } from "../diff-documents.ts";
import type { ConfigDocument } from "../document.ts";
import { itemKey } from "../item-kinds.ts";

/** The operations that touch an item which was changed since, as faults. None: they can be judged on the new base. Paced. */
export async function touchedSince(
  operations: readonly Operation[],
  base: { readonly version: number; readonly document: ConfigDocument },
  active: ConfigDocument,
): Promise<readonly InputFault[]> {
  const diff = await diffDocuments(base.document, active);
  const changed = new Set(diff.map(({ kind, key }) => `${kind} ${key}`));
  const faults: InputFault[] = [];
  for (const [index, operation] of operations.entries()) {
    const { kind } = operation;
    const item = `${kind} ${itemKey(kind, operation.op === "put" ? operation.item : operation.key)}`;
    if (changed.has(item))
      faults.push({ path: `operations[${index}]`, message: `${item} was changed since version ${base.version}` });
    if (pace.isDue()) await pace.rest();
  }
  return faults;
}
