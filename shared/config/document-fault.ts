import { type InputFault, writePath } from "../input-fault.ts";
import type { ConfigDocument } from "./document.ts";

/** What is wrong with a document: `index` is an item's place in its list, null for the list itself or the defaults. */
export type DocumentFault = {
  readonly list: keyof ConfigDocument;
  readonly index: number | null;
  /** Where within the item; empty for all of it. */
  readonly field: readonly PropertyKey[];
  readonly message: string;
  /** The item of the version before whose removal is the cause. */
  readonly removed?: object;
};

/**
 * Where items of a document came from, such as `operations[0].item` or `line 12`; those that were there before have no
 * entry, unless they were taken away: then it says by what, such as `operations[0].key`.
 */
export type ItemOrigins = ReadonlyMap<object, string>;

/** A fault with the path under which whoever sent the document knows the item. */
export function locateFault(
  { list, index, field, message, removed }: DocumentFault,
  document: ConfigDocument,
  origins: ItemOrigins,
): InputFault {
  const items: readonly object[] = list === "defaults" ? [document.defaults] : document[list];
  const item = removed ?? (list === "defaults" ? items[0] : items[index ?? -1]);
  const origin = item === undefined ? undefined : origins.get(item);
  if (origin !== undefined)
    return { path: [origin, ...(field.length === 0 ? [] : [writePath(field)])].join("."), message };
  return { path: writePath([list, ...(index === null ? [] : [index]), ...field]), message };
}
