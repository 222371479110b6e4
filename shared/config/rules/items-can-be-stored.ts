import { type Item, itemKinds, type KindDefinition, kinds } from "../item-kinds.ts";
import { type Findings, faultAt, type Subject } from "./rule.ts";

/** A column holds 64 KiB, two bytes a unit; a little is left for the store's own use. */
const unitsAtMost = 32_000;

/** Every list and object fits in its column of the item's row. */
export function* itemsCanBeStored({ document }: Pick<Subject, "document">): Findings {
  for (const kind of kinds) {
    const { jsonColumns, list }: KindDefinition = itemKinds[kind];
    if (list === null) continue;
    const items: readonly Item[] = document[list];
    for (const [index, item] of items.entries()) {
      for (const field of jsonColumns)
        if (JSON.stringify(item[field]).length > unitsAtMost)
          yield faultAt(list, index, [field], `is too long: at most ${unitsAtMost} characters of JSON can be stored`);
      yield;
    }
  }
}
