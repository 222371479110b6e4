import { type Checked, faulty, valid } from "../../checked.ts";
import type { InputFault } from "../../input-fault.ts";
import type { ConfigDocument } from "../document.ts";
import type { ItemOrigins } from "../document-fault.ts";
import { type Item, type ItemKind, itemKinds } from "../item-kinds.ts";
import { encodingFault } from "./decode-pieces.ts";
import { type ExportOptions, memberOf } from "./export-document.ts";
import { gatherItems } from "./gather-items.ts";
import { csvEntries } from "./parse-csv-import.ts";
import { type FileLists, readJsonLists } from "./parse-json-import.ts";

/** `kind`: what a file of one list holds; a JSON file without it is a document. */
export type ImportOptions = ExportOptions;

/** Whole lists, and where each of their items stands in the file: `line 12` or `numbers[3]`. */
export type ImportedLists = { readonly lists: Partial<ConfigDocument>; readonly origins: ItemOrigins };

/** Reads a file that `exportDocument` or a person wrote: all of it, or every fault. Paced. */
export async function parseImport(bytes: Uint8Array, options: ImportOptions): Promise<Checked<ImportedLists>> {
  const unreadable = await encodingFault(bytes);
  if (unreadable !== null) return faulty([unreadable]);
  const { lists, faults } = await readLists(bytes, options);
  const all = [...faults];
  const origins = new Map<object, string>();
  const parts: Partial<Record<keyof ConfigDocument, unknown>> = {};
  for (const [kind, entries] of lists) {
    const gathered = await gatherItems(kind, entries);
    for (const fault of gathered.faults) all.push(fault);
    for (const [item, origin] of gathered.origins) origins.set(item, origin);
    if (gathered.faults.length === 0) all.push(...checkCount(kind, gathered.items));
    parts[memberOf(kind)] = itemKinds[kind].list === null ? gathered.items[0] : gathered.items;
  }
  if (all.length > 0) return faulty(all);
  // Each item came out of its own schema. To parse all of them once more would make others, which have no origin.
  return valid({ lists: parts as Partial<ConfigDocument>, origins });
}

async function readLists(bytes: Uint8Array, options: ImportOptions): Promise<FileLists> {
  if (options.format === "json") return readJsonLists(bytes, options.kind ?? null);
  return { lists: new Map([[options.kind, csvEntries(bytes, options.kind)]]), faults: [] };
}

/** The defaults are one item, no more and no less. */
const checkCount = (kind: ItemKind, items: readonly Item[]): readonly InputFault[] =>
  itemKinds[kind].list === null && items.length !== 1
    ? [{ path: "", message: `there must be one line of ${kind}, not ${items.length}` }]
    : [];
