import { type InputFault, writePath } from "../../input-fault.ts";
import type { ConfigDocument } from "../document.ts";
import { type DocumentFault, type ItemOrigins, locateFault } from "../document-fault.ts";
import { itemKey, itemKinds, kinds } from "../item-kinds.ts";

const placesNamed = 5;

/**
 * Faults of an edited document as whoever edited it can use them: with the place in the request of an item that is in it. An item
 * that the request does not touch is named by its key, such as `number *|IE|999`: it has no place that anybody knows. What is
 * wrong with many of those in the same way has one cause, and is one fault.
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

/** Null for what stands in the request, for a list as a whole, and for the defaults, which are one. */
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
