import { type Checked, faulty, valid } from "../../checked.ts";
import { DependencyError } from "../../dependency-error.ts";
import { forEachAtOnce } from "../../for-each-at-once.ts";
import type { InputFault } from "../../input-fault.ts";
import { canonicalJson } from "../../json/canonical-json.ts";
import { compileDocument } from "../compile/compile-document.ts";
import type { CompiledDocument } from "../compiled-document.ts";
import type { ConfigDocument } from "../document.ts";
import { describeBroken } from "../expectations/describe-broken.ts";
import { brokenExpectations } from "../expectations/judge-expectations.ts";
import { itemKey, itemsOf } from "../item-kinds.ts";
import type { Subject } from "../rules/rule.ts";
import { touchedTerritories } from "../rules/touched-territories.ts";
import { validateDocument } from "../rules/validate-document.ts";
import type { LookupTables } from "../store/lookup/lookup-tables.ts";
import type { Edited } from "./configuration-change.ts";
import { nameFaults } from "./name-faults.ts";

export type Judged = { readonly configuration: CompiledDocument; readonly warnings: readonly InputFault[] };

export type JudgeOptions = {
  /** The document that the change was made from. */
  readonly active: ConfigDocument;
  /** Whether a whole version is brought back: it may list tables that are damaged by now. */
  readonly isRestore: boolean;
  readonly lookups: Pick<LookupTables, "read">;
  readonly find: LookupTables["find"];
  readonly nowMs: number;
};

/**
 * Compiles and validates an edited document, and judges its expectations if it is valid: what one decides without its routes is
 * no second fault. Throws a DependencyError when a lookup table that the change names cannot be read.
 */
export async function judgeEdited(edited: Edited, options: JudgeOptions): Promise<Checked<Judged>> {
  const { active, isRestore, lookups, find, nowMs } = options;
  const isKept = isRestore ? () => true : keptFrom(active);
  const { document, origins } = await nameTableHashes(edited, isKept, find);
  const configuration = await compileDocument(document, lookups);
  assertNewTablesAreRead(configuration, isKept);
  const touched = await touchedTerritories(active, document);
  const { faults, warnings } = await validateDocument(configuration, nowMs, {
    isKept,
    itemBefore: itemOf(active),
    isTouched: (territory) => touched.has(territory),
  });
  if (faults.length > 0) return faulty(nameFaults(faults, document, origins));
  const broken = await brokenExpectations(document.expectations, configuration.snapshot, nowMs);
  const refused = broken.filter(({ needsDamagedTable }) => !isRestore && !needsDamagedTable);
  if (refused.length > 0) return faulty(refused.flatMap((one) => describeBroken(one, origins)));
  const told = broken.flatMap((one) => describeBroken(one, origins));
  return valid({ configuration, warnings: [...nameFaults(warnings, document, origins), ...told] });
}

/**
 * The document with the hash of its rows in each newly listed table, so that the document's own hash covers the rows.
 * Tables that were listed before stay as they are. Throws a DependencyError when the store fails.
 */
async function nameTableHashes(
  { document, origins }: Edited,
  isKept: Subject["isKept"],
  find: LookupTables["find"],
): Promise<Edited> {
  const named = new Map(origins);
  const nameHash = async <Listed extends ListedTable>(list: TableList, listed: Listed): Promise<Listed> => {
    const isNew = listed.hash === undefined && !isKept(list, listed);
    const hash = isNew ? (await find(listed.name, listed.version))?.hash : undefined;
    const item = hash === undefined ? listed : { ...listed, hash };
    const origin = origins.get(listed);
    if (origin !== undefined) named.set(item, origin);
    return item;
  };
  const lookupTables = await forEachAtOnce(1, document.lookupTables, (listed) => nameHash("lookupTables", listed));
  const locationTables = await forEachAtOnce(1, document.locationTables, (listed) =>
    nameHash("locationTables", listed),
  );
  return {
    document: { ...document, lookupTables: [...lookupTables], locationTables: [...locationTables] },
    origins: named,
  };
}

type TableList = "lookupTables" | "locationTables";
type ListedTable = { readonly name: string; readonly version: number; readonly hash?: string };

/** Whether a document has an equal item. */
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

/** A failed store is no fault of the change. */
function assertNewTablesAreRead({ document, snapshot }: CompiledDocument, isKept: Subject["isKept"]): void {
  for (const list of ["lookupTables", "locationTables"] as const)
    for (const listed of document[list]) {
      const damage = snapshot.damagedTables.get(listed.name);
      if (damage?.isPassing === true && !isKept(list, listed))
        throw new DependencyError(`read lookup table ${listed.name}@${listed.version}`, true, damage.error);
    }
}
