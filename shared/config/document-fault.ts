import { type InputFault, writePath } from "../input-fault.ts";
import type { ConfigDocument } from "./document.ts";

/** A fault of a document. `index`: the item's place in its list; null for the list itself or the defaults. */
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
 * Where items of a document came from, such as `operations[0].item` or `line 12`. Items that were there before have no entry,
 * unless they were removed: then it names what removed them, such as `operations[0].key`.
 */
export type ItemOrigins = ReadonlyMap<object, string>;

/** A fault with the path of the item in the request. */
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
