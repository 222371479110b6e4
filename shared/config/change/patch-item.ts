import { type InputFault, writePath } from "../../http/problem.ts";
import { readBy } from "../../schema-faults.ts";
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
  const { schema, keyFields }: KindDefinition = itemKinds[kind];
  const at = ["operations", index, "item"];
  const read = readBy(schema, mergePatch(present, patch), at);
  if (read.outcome === "faulty") return { faults: read.errors };
  const moved = keyFields.filter((field) => read.value[field] !== present[field]);
  const message = "is part of the key, which a patch cannot change: delete the item and put another";
  return moved.length === 0
    ? { item: read.value }
    : { faults: moved.map((field) => ({ path: writePath([...at, field]), message })) };
}
