import type { InputFault } from "../../http/problem.ts";
import { inSlices, type Steps } from "../../in-slices.ts";
import type { ConfigDocument } from "../document.ts";
import { type Item, type ItemKind, itemKey, itemKinds, kinds } from "../item-kinds.ts";
import type { Operation } from "./change-set.ts";
import type { ItemOrigins } from "./document-fault.ts";

export type AppliedChange =
  | { readonly document: ConfigDocument; readonly origins: ItemOrigins }
  | { readonly faults: readonly InputFault[] };

/** An operation with its place in the change set and the key of its item. */
type Placed = { readonly operation: Operation; readonly index: number; readonly key: string };

/**
 * The document that operations make of another, or everything that keeps them from it: an item that is not there to be
 * deleted, an item that two operations touch. A put takes the place of the item with its key, or comes last. The given
 * document stays as it is, and what no operation touches is the same object in both. Gives way to calls.
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
    for (const { operation, index } of ofKind.values())
      if (operation.op === "put") origins.set(operation.item, `operations[${index}].item`);
    const { list } = itemKinds[kind];
    if (list !== null) changed[list] = yield* applyToList(kind, document[list], ofKind, faults);
    else for (const { operation } of ofKind.values()) if (operation.op === "put") changed.defaults = operation.item;
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

function* applyToList(
  kind: ItemKind,
  items: readonly Item[],
  operations: ReadonlyMap<string, Placed>,
  faults: InputFault[],
): Steps<readonly Item[]> {
  const changed: Item[] = [];
  const found = new Set<string>();
  for (const item of items) {
    const key = itemKey(kind, item);
    const operation = operations.get(key)?.operation;
    if (operation !== undefined) found.add(key);
    if (operation === undefined) changed.push(item);
    else if (operation.op === "put") changed.push(operation.item);
    yield;
  }
  for (const { operation, index, key } of operations.values()) {
    if (found.has(key)) continue;
    if (operation.op === "put") changed.push(operation.item);
    else faults.push({ path: `operations[${index}].key`, message: `there is no ${kind} ${key}` });
    yield;
  }
  return changed;
}
