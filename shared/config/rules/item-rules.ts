import { type Item, itemKey, itemKinds, type KindDefinition, kinds } from "../item-kinds.ts";
import { eachItem, type Rule, when } from "./rule.ts";

/** No two items of a kind have the same key. */
export const noItemTwice: readonly Rule[] = kinds.flatMap((kind) => {
  const { list } = itemKinds[kind];
  if (list === null) return [];
  return eachItem(list, () => {
    const seen = new Set<string>();
    return (item) => {
      const key = itemKey(kind, item);
      const isTwice = seen.has(key);
      seen.add(key);
      return when(isTwice, [], `there is another ${kind} ${key}`);
    };
  });
});

/** A column holds 64 KiB, two bytes a unit; a little is left for the store's own use. */
const unitsAtMost = 32_000;

/** Every list and object fits in its column of the item's row. */
export const itemsCanBeStored: readonly Rule[] = kinds.flatMap((kind) => {
  const { list, jsonColumns }: KindDefinition = itemKinds[kind];
  if (list === null || jsonColumns.length === 0) return [];
  const message = `is too long: at most ${unitsAtMost} characters of JSON can be stored`;
  return eachItem(
    list,
    () => (item: Item) =>
      jsonColumns
        .filter((field) => JSON.stringify(item[field]).length > unitsAtMost)
        .map((field) => ({ field: [field], message })),
  );
});
