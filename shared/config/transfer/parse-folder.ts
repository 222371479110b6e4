import { type Checked, faulty, valid } from "../../checked.ts";
import type { InputFault } from "../../input-fault.ts";
import { shorten } from "../../shorten.ts";
import type { ConfigDocument } from "../document.ts";
import { type ItemKind, kinds } from "../item-kinds.ts";
import { memberOf } from "./export-document.ts";
import { type ImportedLists, parseImport } from "./parse-import.ts";

/** A file of a folder by its name, such as `numbers.csv`. */
export type FolderFile = { readonly name: string; readonly bytes: Uint8Array };

/**
 * Reads a folder with a file for each list, named as the list: `numbers.csv`, `routeSets.json`. A list without a file is left
 * out. All of it, or the faults of all files, each path with its file before it. Paced.
 */
export async function parseFolder(files: readonly FolderFile[]): Promise<Checked<ImportedLists>> {
  const faults: InputFault[] = [];
  const origins = new Map<object, string>();
  const lists: Partial<ConfigDocument>[] = [];
  const fileOf = new Map<keyof ConfigDocument, string>();
  if (files.length === 0) faults.push({ path: "", message: "has no file in it" });
  for (const { name, bytes } of files) {
    const options = optionsOf(name);
    if (options === null) {
      faults.push({ path: shorten(name, 100), message: notKnown });
      continue;
    }
    const member = memberOf(options.kind);
    const other = fileOf.get(member);
    if (other !== undefined) faults.push({ path: name, message: `has the same list as ${other}: keep one of the two` });
    fileOf.set(member, name);
    const read = await parseImport(bytes, options);
    if (read.outcome === "faulty") {
      for (const { path, message } of read.faults) faults.push({ path: `${name} ${path}`.trim(), message });
      continue;
    }
    lists.push(read.value.lists);
    for (const [item, origin] of read.value.origins) origins.set(item, `${name} ${origin}`);
  }
  return faults.length > 0 ? faulty(faults) : valid({ lists: Object.assign({}, ...lists), origins });
}

const notKnown = `is no file of a configuration: there are ${kinds.map(memberOf).join(", ")}, each as .csv or .json`;

/** What a file of this name holds; null for no list. */
function optionsOf(name: string): { readonly kind: ItemKind; readonly format: "csv" | "json" } | null {
  const [, list, ending] = /^(\w+)\.(csv|json)$/i.exec(name) ?? [];
  const kind = kinds.find((known) => memberOf(known) === list);
  if (kind === undefined || ending === undefined) return null;
  return { kind, format: ending.toLowerCase() === "csv" ? "csv" : "json" };
}
