import { type Checked, faulty, valid } from "../../checked.ts";
import { type InputFault, writePath } from "../../input-fault.ts";
import { isObject } from "../../is-object.ts";
import { type ParsedJson, parseLongJson } from "../../json/parse-long-json.ts";
import { parseInput } from "../../parse-input.ts";
import { type ItemKind, itemKinds, type KindDefinition, kinds } from "../item-kinds.ts";
import { memberOf } from "./export-document.ts";
import type { Entry } from "./gather-items.ts";

/** The items of each list in a file, not yet validated. `faults`: what is wrong with the file around its lists. */
export type FileLists = {
  readonly lists: ReadonlyMap<ItemKind, Iterable<Entry> | AsyncIterable<Entry>>;
  readonly faults: readonly InputFault[];
};

/** A file with one kind of item has its items in a list, or the defaults alone; in a document each list lies one deeper. */
const aroundItems = 1;

/** Reads a document with some of its lists, or the one list of `kind`. */
export async function readJsonLists(bytes: Uint8Array, kind: ItemKind | null): Promise<FileLists> {
  const parsed = await parseLongJson(bytes, aroundItems);
  if (parsed.outcome === "faulty") return { lists: new Map(), faults: inFile(parsed.faults) };
  const { value } = parsed.value;
  if (kind === null) return readDocument(parsed.value);
  const list = itemsOfList(value, kind, memberOf(kind));
  return list.outcome === "valid"
    ? { lists: new Map([[kind, list.value]]), faults: [] }
    : { lists: new Map(), faults: list.faults };
}

const inFile = (messages: readonly string[]): readonly InputFault[] =>
  messages.map((message) => ({ path: "", message }));

function readDocument({ value: document, members }: ParsedJson): FileLists {
  const lists = new Map<ItemKind, Iterable<Entry>>();
  if (!isObject(document))
    return { lists, faults: inFile(["must be a document with lists, or a list with its kind in the query"]) };
  const faults: InputFault[] = [];
  const names = Object.keys(document);
  for (const name of names) {
    const kind = kinds.find((known) => memberOf(known) === name);
    const list =
      kind === undefined
        ? faulty([{ path: name, message: `is not known here${hintFor(name)}` }])
        : itemsOfList(Reflect.get(document, name), kind, name);
    if (list.outcome === "faulty") faults.push(...list.faults);
    else if (kind !== undefined) lists.set(kind, list.value);
  }
  if (names.length === 0) faults.push(...inFile(["has no list in it"]));
  if (names.length < members) faults.push(...inFile(["has a list in it twice"]));
  return { lists, faults };
}

/** The answer of GET /api/v1/config looks like an export. */
const hintFor = (name: string): string =>
  ["version", "hash", "activatedAt"].includes(name) ? "; take the file from GET /api/v1/config/export" : "";

function itemsOfList(value: unknown, kind: ItemKind, name: string): Checked<Iterable<Entry>> {
  if (itemKinds[kind].list === null) return valid([readItem(value, kind, [name])]);
  if (!Array.isArray(value)) return faulty([{ path: name, message: "must be a list" }]);
  return valid(readItems(value, kind, name));
}

function* readItems(list: readonly unknown[], kind: ItemKind, name: string): Generator<Entry> {
  for (const [i, value] of list.entries()) yield readItem(value, kind, [name, i]);
}

function readItem(value: unknown, kind: ItemKind, path: readonly PropertyKey[]): Entry {
  const { schema }: KindDefinition = itemKinds[kind];
  const read = parseInput(schema, value, path);
  return read.outcome === "valid" ? valid({ origin: writePath(path), item: read.value }) : read;
}
