import { type InputFault, writePath } from "../../input-fault.ts";
import type { ConfigDocument } from "../document.ts";
import { type DocumentFault, type ItemOrigins, locateFault } from "../document-fault.ts";
import { itemKey, itemKinds, kinds } from "../item-kinds.ts";

const placesNamed = 5;

/**
 * Faults of an edited document with paths that the author of the request understands: an item of the request has its place
 * there, another item its key, such as `number *|IE|999`. The same fault of many items outside the request is reported once.
 */
export function nameFaults(
  faults: readonly DocumentFault[],
  document: ConfigDocument,
  origins: ItemOrigins,
): readonly InputFault[] {
  const named: { readonly path: string; readonly message: string; readonly elsewhere: string[] }[] = [];
  const byCause = new Map<string, string[]>();
  for (const fault of faults) {
    const name = nameOf(fault, document, origins);
    if (name === null) {
      named.push({ ...locateFault(fault, document, origins), elsewhere: [] });
      continue;
    }
    const cause = `${fault.list} ${writePath(fault.field)} ${fault.message}`;
    const known = byCause.get(cause);
    if (known !== undefined) known.push(name);
    else {
      const elsewhere: string[] = [];
      byCause.set(cause, elsewhere);
      const path = fault.field.length === 0 ? name : `${name}.${writePath(fault.field)}`;
      named.push({ path, message: fault.message, elsewhere });
    }
  }
  return named.map(({ path, message, elsewhere }) => ({ path, message: `${message}${sameIn(elsewhere)}` }));
}

function sameIn(names: readonly string[]): string {
  if (names.length === 0) return "";
  const more = names.length - placesNamed;
  return `; the same in ${names.slice(0, placesNamed).join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}

/** The kind and key of an item outside the request. Null for an item of the request, a whole list, and the defaults. */
function nameOf(
  { list, index, removed }: DocumentFault,
  document: ConfigDocument,
  origins: ItemOrigins,
): string | null {
  const kind = kinds.find((known) => itemKinds[known].list === list);
  if (removed !== undefined || index === null || kind === undefined || list === "defaults") return null;
  const item = document[list][index];
  return item === undefined || origins.has(item) ? null : `${kind} ${itemKey(kind, item)}`;
}
