import { inSlices, type Steps } from "../../in-slices.ts";
import type { InputFault } from "../../input-fault.ts";
import type { ConfigDocument } from "../document.ts";
import type { ItemOrigins } from "../document-fault.ts";
import { type Item, type ItemKind, itemKey, itemKinds, itemsOf, kinds } from "../item-kinds.ts";
import type { Operation } from "./change-set.ts";
import { patchItem } from "./patch-item.ts";

export type AppliedChange =
  | { readonly document: ConfigDocument; readonly origins: ItemOrigins }
  | { readonly faults: readonly InputFault[] };

/** An operation with its place in the change set and the key of its item. */
type Placed = { readonly operation: Operation; readonly index: number; readonly key: string };

/**
 * The document that operations make of another, or everything that keeps them from it: an item that is not there to be
 * deleted or patched, a patch whose result is no item, an item that two operations touch. A put takes the place of the item
 * with its key, or comes last. The given document stays as it is, and what no operation touches is the same object in both.
 * Gives way to calls.
 */
export const applyOperations = (document: ConfigDocument, operations: readonly Operation[]): Promise<AppliedChange> =>
  inSlices(apply(document, operations));

function* apply(document: ConfigDocument, operations: readonly Operation[]): Steps<AppliedChange> {
  const faults: InputFault[] = [];
  const placed = yield* placeByKind(operations, faults);
  const origins = new Map<object, string>();
  const changed: Record<string, Item | readonly Item[]> = {};
  for (const kind of kinds) {
    const ofKind = placed.get(kind);
    if (ofKind === undefined) continue;
    const { list } = itemKinds[kind];
    const items = yield* applyToList(kind, itemsOf(document, kind), ofKind, { faults, origins });
    if (list !== null) changed[list] = items;
    else if (items[0] !== undefined) changed.defaults = items[0];
  }
  // Every item was read by its kind's schema: it is one of the list it goes into.
  return faults.length > 0 ? { faults } : { document: { ...document, ...changed }, origins };
}

function* placeByKind(
  operations: readonly Operation[],
  faults: InputFault[],
): Steps<ReadonlyMap<ItemKind, ReadonlyMap<string, Placed>>> {
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
    yield;
  }
  return placed;
}

/** Where faults and the origins of new items are put down. */
type Notes = { readonly faults: InputFault[]; readonly origins: Map<object, string> };

function* applyToList(
  kind: ItemKind,
  items: readonly Item[],
  operations: ReadonlyMap<string, Placed>,
  notes: Notes,
): Steps<readonly Item[]> {
  const changed: Item[] = [];
  const found = new Set<string>();
  for (const item of items) {
    const key = itemKey(kind, item);
    const placed = operations.get(key);
    if (placed !== undefined) found.add(key);
    const made = placed === undefined ? item : makeItem(kind, item, placed, notes);
    if (made !== null) changed.push(made);
    yield;
  }
  for (const placed of operations.values()) {
    if (found.has(placed.key)) continue;
    const made = makeItem(kind, null, placed, notes);
    if (made !== null) changed.push(made);
    yield;
  }
  return changed;
}

/** What an operation makes of the item with its key, null where there is none before or after. */
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
  const patched = patchItem(kind, present, operation, index);
  if ("faults" in patched) {
    faults.push(...patched.faults);
    return present;
  }
  origins.set(patched.item, origin);
  return patched.item;
}
