import { inSlices, type Steps } from "../../in-slices.ts";
import type { InputFault } from "../../input-fault.ts";
import type { ConfigDocument } from "../document.ts";
import type { ItemOrigins } from "../document-fault.ts";
import { type Item, type ItemKind, itemKinds } from "../item-kinds.ts";
import { encodingFault } from "./decode-pieces.ts";
import { type ExportOptions, memberOf } from "./export-document.ts";
import { type Entry, gatherItems } from "./gather-items.ts";
import { csvEntries } from "./parse-csv-import.ts";
import { readJsonLists } from "./parse-json-import.ts";

/** `kind`: what a file of one list holds; a JSON file without it is a document. */
export type ImportOptions = ExportOptions;

/** Whole lists, and where each of their items stands in the file: `line 12` or `numbers[3]`. */
export type ImportedLists = { readonly lists: Partial<ConfigDocument>; readonly origins: ItemOrigins };

export type ParsedImport =
  | ({ readonly outcome: "parsed" } & ImportedLists)
  | { readonly outcome: "faulty"; readonly faults: readonly InputFault[] };

/** Reads a file that `exportDocument` or a person wrote. All or nothing: one fault, and the answer is every fault of the file. */
export const parseImport = (bytes: Uint8Array, options: ImportOptions): Promise<ParsedImport> =>
  inSlices(parseInSteps(bytes, options));

function* parseInSteps(bytes: Uint8Array, options: ImportOptions): Steps<ParsedImport> {
  const unreadable = yield* encodingFault(bytes);
  if (unreadable !== null) return faulty([unreadable]);
  const { lists, faults } = yield* readLists(bytes, options);
  const all = [...faults];
  const origins = new Map<object, string>();
  const parts: Partial<Record<keyof ConfigDocument, unknown>> = {};
  for (const [kind, entries] of lists) {
    const gathered = yield* gatherItems(kind, entries);
    for (const fault of gathered.faults) all.push(fault);
    for (const [item, origin] of gathered.origins) origins.set(item, origin);
    if (gathered.faults.length === 0) all.push(...checkCount(kind, gathered.items));
    parts[memberOf(kind)] = itemKinds[kind].list === null ? gathered.items[0] : gathered.items;
  }
  if (all.length > 0) return faulty(all);
  // Each item came out of its own schema. To parse all of them once more would make others, which have no origin.
  return { outcome: "parsed", lists: parts as Partial<ConfigDocument>, origins };
}

function* readLists(bytes: Uint8Array, options: ImportOptions) {
  if (options.format === "json") return yield* readJsonLists(bytes, options.kind ?? null);
  const { kind } = options;
  const lists: ReadonlyMap<ItemKind, Iterable<Entry>> = new Map([[kind, csvEntries(bytes, kind)]]);
  return { lists, faults: [] };
}

const faulty = (faults: readonly InputFault[]): ParsedImport => ({ outcome: "faulty", faults });

/** The defaults are one item, no more and no less. */
const checkCount = (kind: ItemKind, items: readonly Item[]): readonly InputFault[] =>
  itemKinds[kind].list === null && items.length !== 1
    ? [{ path: "", message: `there must be one line of ${kind}, not ${items.length}` }]
    : [];
