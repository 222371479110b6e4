import { isDeepStrictEqual } from "node:util";
import { type Item, itemKinds, type KindDefinition, type StoredItem } from "./item-kinds.ts";

/**
 * An item as versions store and hash it. A field that came later is left out while it has its default, so that a version
 * which an older release stored, and the same content stored today, have one hash.
 */
export function storedForm(stored: StoredItem): StoredItem {
  const { laterFields }: KindDefinition = itemKinds[stored.kind];
  if (laterFields === undefined) return stored;
  const isSaid = ([name, value]: readonly [string, unknown]): boolean =>
    !Object.hasOwn(laterFields, name) || !isDeepStrictEqual(value, laterFields[name]);
  return { ...stored, item: Object.fromEntries(Object.entries(stored.item).filter(isSaid)) };
}

/** The inverse: every field there. */
export function fromStoredForm(stored: StoredItem): StoredItem {
  const { laterFields }: KindDefinition = itemKinds[stored.kind];
  if (laterFields === undefined) return stored;
  const item: Item = { ...laterFields, ...stored.item };
  return { ...stored, item };
}
