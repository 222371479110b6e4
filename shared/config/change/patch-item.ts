import { type InputFault, writePath } from "../../input-fault.ts";
import { parseInput } from "../../parse-input.ts";
import { type Item, type ItemKind, itemKinds, type KindDefinition } from "../item-kinds.ts";
import type { PatchOperation } from "./change-set.ts";
import { mergePatch } from "./merge-patch.ts";

/** An item with a patch applied; the faults of what is then no item of its kind, or another one. */
export function patchItem(
  kind: ItemKind,
  present: Item,
  { item: patch }: PatchOperation,
  index: number,
): { readonly item: Item } | { readonly faults: readonly InputFault[] } {
  const { schema, keyFields, derivedFields = {} }: KindDefinition = itemKinds[kind];
  const at = ["operations", index, "item"];
  const read = parseInput(schema, mergePatch(withoutOutdated(present, patch, derivedFields), patch), at);
  if (read.outcome === "faulty") return { faults: read.faults };
  const moved = keyFields.filter((field) => read.value[field] !== present[field]);
  const message = "is part of the key, which a patch cannot change: delete the item and put another";
  return moved.length === 0
    ? { item: read.value }
    : { faults: moved.map((field) => ({ path: writePath([...at, field]), message })) };
}

/** What the service filled in goes where the patch changes the field that it follows from: it is filled in anew. */
const withoutOutdated = (present: Item, patch: Item, derivedFields: Readonly<Record<string, string>>): Item =>
  Object.fromEntries(
    Object.entries(present).filter(([name]) => {
      const source = derivedFields[name];
      return source === undefined || patch[source] === undefined || patch[source] === present[source];
    }),
  );
