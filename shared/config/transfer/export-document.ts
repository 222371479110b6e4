import { stringify } from "csv-stringify/sync";
import { encodePieces } from "../../json/json-pieces.ts";
import type { ConfigDocument } from "../document.ts";
import { type ItemKind, itemKinds, itemsInOrder, kinds } from "../item-kinds.ts";
import { columnsOf } from "./csv-columns.ts";

/** `kind`: one list; without it, in JSON only, the whole document. */
export type ExportOptions =
  | { readonly format: "json"; readonly kind?: ItemKind | undefined }
  | { readonly format: "json" | "csv"; readonly kind: ItemKind };

/**
 * A configuration as a file that `parseImport` reads back, in UTF-8 and in pieces. JSON is the document, or one list of it,
 * indented. CSV (RFC 4180) is one kind of item with a line each, and begins with the mark by which spreadsheets know UTF-8;
 * null is an empty cell, a list of words has spaces between them, anything deeper is JSON. Items stand in the order of
 * their keys. Paced.
 */
export const exportDocument = (document: ConfigDocument, options: ExportOptions): Promise<readonly Uint8Array[]> =>
  encodePieces(options.format === "csv" ? csvOf(document, options.kind) : jsonOf(document, options.kind));

type Texts = AsyncGenerator<string, void, undefined>;

/** The name under which a document has the items of a kind. */
export const memberOf = (kind: ItemKind): keyof ConfigDocument => itemKinds[kind].list ?? "defaults";

async function* jsonOf(document: ConfigDocument, kind: ItemKind | undefined): Texts {
  if (kind !== undefined) yield* listAsJson(document, kind, "");
  else {
    for (const [i, known] of kinds.entries()) {
      yield `${i === 0 ? "{" : ","}\n  ${JSON.stringify(memberOf(known))}: `;
      yield* listAsJson(document, known, "  ");
    }
    yield "\n}";
  }
  yield "\n";
}

async function* listAsJson(document: ConfigDocument, kind: ItemKind, indent: string): Texts {
  if (itemKinds[kind].list === null) return yield indented(document.defaults, indent);
  const items = await itemsInOrder(document, kind);
  const inner = `${indent}  `;
  for (const [i, { item }] of items.entries()) yield `${i === 0 ? "[" : ","}\n${inner}${indented(item, inner)}`;
  yield items.length === 0 ? "[]" : `\n${indent}]`;
}

/** Line breaks within JSON stand between its members only: those of texts are escaped. */
const indented = (value: object, indent: string): string =>
  JSON.stringify(value, null, 2).replaceAll("\n", `\n${indent}`);

/** Some lines are faster written together than each alone, or all at once. */
const linesAtOnce = 25;

async function* csvOf(document: ConfigDocument, kind: ItemKind): Texts {
  const columns = columnsOf(kind);
  const items = await itemsInOrder(document, kind);
  yield `\ufeff${toCsv([columns.map(({ name }) => name)])}`;
  for (let i = 0; i < items.length; i += linesAtOnce)
    yield toCsv(items.slice(i, i + linesAtOnce).map(({ item }) => columns.map(({ name, write }) => write(item[name]))));
}

/** Cells with any line break are quoted: with CR LF between lines, CR or LF alone would be left bare unless asked for. */
const toCsv = (lines: readonly (readonly string[])[]): string =>
  stringify([...lines], { record_delimiter: "\r\n", quote_record_delimiter: true });
