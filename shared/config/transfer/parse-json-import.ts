import { inOneGo, type Steps } from "../../in-slices.ts";
import { type InputFault, writePath } from "../../input-fault.ts";
import { findJsonFault } from "../../json/find-json-fault.ts";
import { notJson } from "../../json/why-unreadable.ts";
import { parseInput } from "../../parse-input.ts";
import { type ItemKind, itemKinds, type KindDefinition, kinds } from "../item-kinds.ts";
import { memberOf } from "./export-document.ts";
import { findBytesFault } from "./find-bytes-fault.ts";
import type { Entry } from "./gather-items.ts";
import { itemsAtMost, longestItem } from "./import-limits.ts";
import { elementsIn } from "./json-frame.ts";
import { type SplitJson, splitJson } from "./split-json.ts";

/** What a JSON file has of each kind that stands in it, not yet parsed. */
export type JsonLists = {
  readonly lists: ReadonlyMap<ItemKind, Iterable<Entry>>;
  readonly faults: readonly InputFault[];
};

/** Reads a document with some of its lists, or the one list of `kind` alone. */
export function* readJsonLists(bytes: Uint8Array, kind: ItemKind | null): Steps<JsonLists> {
  const split = yield* splitJson(bytes, { fromDepth: 1, elementsAtMost: itemsAtMost });
  if ("outsize" in split) return failed("", split.outsize);
  const frame = parseJson(split.frame);
  if (frame === undefined || hasNamelessElement(frame, split))
    return failed("", notJson("", yield* findBytesFault(bytes)));
  return kind === null ? readDocument(frame, split) : readList(frame, kind, split);
}

/** The places of an object have one element each. */
const hasNamelessElement = (frame: unknown, { elements }: SplitJson): boolean =>
  isObject(frame) && Object.values(frame).some((value) => (elementsIn(value, elements) ?? []).length > 1);

const failed = (path: string, message: string): JsonLists => ({ lists: new Map(), faults: [{ path, message }] });

function readDocument(frame: unknown, split: SplitJson): JsonLists {
  if (!isObject(frame)) return failed("", "must be a document with lists, or a list with its kind in the query");
  const lists = new Map<ItemKind, Iterable<Entry>>();
  const faults: InputFault[] = [];
  for (const [name, value] of Object.entries(frame)) {
    const kind = kinds.find((known) => memberOf(known) === name);
    const read =
      kind === undefined ? failed(name, `is not known here${hintFor(name)}`) : readList(value, kind, split, name);
    for (const [known, entries] of read.lists) lists.set(known, entries);
    faults.push(...read.faults);
  }
  const names = Object.keys(frame);
  if (names.length === 0) faults.push({ path: "", message: "has no list in it" });
  if (names.length < split.members) faults.push({ path: "", message: "has a list in it twice" });
  return { lists, faults };
}

/** The answer of GET /api/v1/config looks like an export. */
const hintFor = (name: string): string =>
  ["version", "hash", "activatedAt"].includes(name) ? "; take the file from GET /api/v1/config/export" : "";

function readList(value: unknown, kind: ItemKind, split: SplitJson, name: string = memberOf(kind)): JsonLists {
  const isList = itemKinds[kind].list !== null;
  if (isList && !Array.isArray(value)) return failed(name, "must be a list");
  const places: readonly unknown[] = Array.isArray(value) && isList ? value : [value];
  const pathOf = (index: number) => (isList ? [name, index] : [name]);
  return { lists: new Map([[kind, readItems(places, kind, split, pathOf)]]), faults: [] };
}

function* readItems(
  places: readonly unknown[],
  kind: ItemKind,
  split: SplitJson,
  pathOf: (index: number) => readonly PropertyKey[],
): Generator<Entry> {
  const { schema }: KindDefinition = itemKinds[kind];
  let i = 0;
  for (const given of itemsIn(places, split)) {
    const path = pathOf(i++);
    const origin = writePath(path);
    if ("message" in given) {
      yield { faults: [{ path: origin, message: given.message }] };
      continue;
    }
    const read = parseInput(schema, given.value, path);
    yield read.outcome === "valid" ? { origin, item: read.value } : { faults: read.faults };
  }
}

type Given = { readonly value: unknown } | { readonly message: string };

/** What stands in a list, the elements in their places. */
function* itemsIn(places: readonly unknown[], { elements }: SplitJson): Generator<Given> {
  for (const place of places) {
    const texts = elementsIn(place, elements);
    if (texts === null) yield { value: place };
    else for (const text of texts) yield readElement(text);
  }
}

function readElement(text: string): Given {
  if (text.length > longestItem) return { message: `has more than ${longestItem} characters` };
  const value = parseJson(text);
  return value === undefined ? { message: notJson("", inOneGo(findJsonFault(text)), "its ") } : { value };
}

const isObject = (value: unknown): value is object =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Undefined for what is not JSON. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
