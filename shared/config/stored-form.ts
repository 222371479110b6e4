import { isDeepStrictEqual } from "node:util";
import { type Item, itemKinds, type KindDefinition, type StoredItem } from "./item-kinds.ts";

/**
 * An item as versions store and hash it. A field that came with a later release is left out while it has its default, so that the
 * same content has the same hash in a version of an older release.
 */
export function storedForm(stored: StoredItem): StoredItem {
  const { laterFields }: KindDefinition = itemKinds[stored.kind];
  if (laterFields === undefined) return stored;
  const isSaid = ([name, value]: readonly [string, unknown]): boolean =>
    !Object.hasOwn(laterFields, name) || !isDeepStrictEqual(value, laterFields[name]);
  return { ...stored, item: Object.fromEntries(Object.entries(stored.item).filter(isSaid)) };
}

/** The inverse: an item with every field. */
export function fromStoredForm(stored: StoredItem): StoredItem {
  const { laterFields }: KindDefinition = itemKinds[stored.kind];
  if (laterFields === undefined) return stored;
  const item: Item = { ...laterFields, ...stored.item };
  return { ...stored, item };
}
