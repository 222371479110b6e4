import { type Checked, faulty, valid } from "../../checked.ts";
import type { InputFault } from "../../input-fault.ts";
import { pace } from "../../pace.ts";
import type { ConfigDocument } from "../document.ts";
import { type Item, type ItemKind, itemKey, itemKinds, itemsOf, kinds } from "../item-kinds.ts";
import type { Operation } from "./change-set.ts";
import type { Edited } from "./configuration-change.ts";
import { patchItem } from "./patch-item.ts";

/** An operation with its place in the change set and the key of its item. */
type Placed = { readonly operation: Operation; readonly index: number; readonly key: string };

/** Collects faults, and the origins of new and removed items. */
type Notes = { readonly faults: InputFault[]; readonly origins: Map<object, string> };

/**
 * Applies operations to a document. Faults: an item to delete or patch is not there, a patch makes no item, two operations
 * touch one item. A put replaces the item with its key, or comes last. The given document stays as it is, and items that no
 * operation touches are the same objects in both. Paced.
 */
export async function applyOperations(
  document: ConfigDocument,
  operations: readonly Operation[],
): Promise<Checked<Edited>> {
  const notes: Notes = { faults: [], origins: new Map() };
  const placed = await placeByKind(operations, notes.faults);
  const changed: Record<string, Item | readonly Item[]> = {};
  for (const kind of kinds) {
    const ofKind = placed.get(kind);
    if (ofKind === undefined) continue;
    const { list } = itemKinds[kind];
    const items = await applyToList(kind, itemsOf(document, kind), ofKind, notes);
    if (list !== null) changed[list] = items;
    else if (items[0] !== undefined) changed.defaults = items[0];
  }
  // The schema of its kind has parsed every item: it belongs in that list.
  return notes.faults.length > 0
    ? faulty(notes.faults)
    : valid({ document: { ...document, ...changed }, origins: notes.origins });
}

async function placeByKind(
  operations: readonly Operation[],
  faults: InputFault[],
): Promise<ReadonlyMap<ItemKind, ReadonlyMap<string, Placed>>> {
  const placed = new Map<ItemKind, Map<string, Placed>>();
  for (const [index, operation] of operations.entries()) {
    const { kind } = operation;
    const key = itemKey(kind, operation.op === "put" ? operation.item : operation.key);
    const ofKind = placed.get(kind) ?? new Map<string, Placed>();
    const earlier = ofKind.get(key);
    if (earlier === undefined) placed.set(kind, ofKind.set(key, { operation, index, key }));
    else
      faults.push({
        path: `operations[${index}]`,
        message: `touches the ${kind} ${key}, and so does operations[${earlier.index}]`,
      });
    if (pace.isDue()) await pace.rest();
  }
  return placed;
}

async function applyToList(
  kind: ItemKind,
  items: readonly Item[],
  operations: ReadonlyMap<string, Placed>,
  notes: Notes,
): Promise<readonly Item[]> {
  const changed: Item[] = [];
  const found = new Set<string>();
  for (const item of items) {
    const key = itemKey(kind, item);
    const placed = operations.get(key);
    if (placed !== undefined) found.add(key);
    const made = placed === undefined ? item : makeItem(kind, item, placed, notes);
    if (made !== null) changed.push(made);
    if (pace.isDue()) await pace.rest();
  }
  for (const placed of operations.values()) {
    const made = found.has(placed.key) ? null : makeItem(kind, null, placed, notes);
    if (made !== null) changed.push(made);
    if (pace.isDue()) await pace.rest();
  }
  return changed;
}

/** The item that an operation makes of the one with its key; null where there is none before or after. */
function makeItem(
  kind: ItemKind,
  present: Item | null,
  { operation, index, key }: Placed,
  { faults, origins }: Notes,
): Item | null {
  const origin = `operations[${index}].item`;
  if (operation.op === "put") {
    origins.set(operation.item, origin);
    return operation.item;
  }
  if (present === null) faults.push({ path: `operations[${index}].key`, message: `there is no ${kind} ${key}` });
  if (present !== null && operation.op === "delete") origins.set(present, `operations[${index}].key`);
  if (present === null || operation.op === "delete") return null;
  const patched = patchItem(kind, present, operation.item, ["operations", index, "item"]);
  if (patched.outcome === "faulty") {
    faults.push(...patched.faults);
    return present;
  }
  origins.set(patched.value, origin);
  return patched.value;
}
