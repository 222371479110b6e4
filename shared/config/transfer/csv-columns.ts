import * as z from "zod";
import { type Checked, faulty, valid } from "../../checked.ts";
import { defuseCell, restoreCell } from "../../defuse-cell.ts";
import { type ItemKind, itemKinds, type KindDefinition, kinds } from "../item-kinds.ts";

/** What a cell says, or the one thing that is wrong with it; undefined as though the column were not there. */
type CellValue = Checked<unknown, string>;

/** One field of an item as a column of CSV. `read` gives back what `write` was given. */
export type Column = {
  readonly name: string;
  /** Whether items can be without it: the schema then has a value for it. */
  readonly isOptional: boolean;
  readonly write: (value: unknown) => string;
  readonly read: (cell: string) => CellValue;
};

/** How the values of a column are written, those that leave the cell empty aside. */
type Form = { readonly write: (value: unknown) => string; readonly read: (text: string) => CellValue };

const text: Form = { write: String, read: valid };

const boolean: Form = {
  write: String,
  read: (cell) => {
    const word = cell.toLowerCase();
    return word === "true" || word === "false" ? valid(word === "true") : faulty(["must be true or false"]);
  },
};

const integer: Form = {
  write: String,
  read: (cell) => (/^-?[0-9]{1,15}$/.test(cell) ? valid(Number(cell)) : faulty(["must be a whole number"])),
};

/** Words with spaces between them; each is read as `element` says. */
const wordsOf = (element: Form, name: string): Form => ({
  write: (value) => z.array(z.unknown()).parse(value).join(" "),
  read: (cell) => {
    if (/[,;|/]/.test(cell)) return faulty([`one ${singular[name] ?? "value"} per entry; separate them by blanks`]);
    const words: unknown[] = [];
    for (const word of cell.split(/\s+/).map(element.read)) {
      if (word.outcome === "faulty") return word;
      words.push(word.value);
    }
    return valid(words);
  },
});

/** What one word of a column is. */
const singular: Readonly<Record<string, string>> = {
  services: "service",
  spellings: "spelling",
  internationalPrefixes: "prefix",
  platformRoutedTerritories: "territory",
  retryOn: "status",
  universalNumbers: "number",
  order: "source",
  methods: "method",
};

const json: Form = {
  write: JSON.stringify,
  read: (cell) => {
    try {
      return valid(JSON.parse(cell));
    } catch {
      return faulty(["is not JSON"]);
    }
  },
};

function formOf(type: unknown, isJson: boolean, name: string): Form {
  if (type instanceof z.ZodDefault || type instanceof z.ZodNullable || type instanceof z.ZodOptional)
    return formOf(type.unwrap(), isJson, name);
  if (type instanceof z.ZodBoolean) return boolean;
  if (type instanceof z.ZodNumber) return integer;
  if (type instanceof z.ZodArray) {
    if (type.element instanceof z.ZodNumber) return wordsOf(integer, name);
    if (type.element instanceof z.ZodEnum || type.element instanceof z.ZodString) return wordsOf(text, name);
  }
  return isJson ? json : text;
}

/** The word for an empty list where an empty cell is null. */
const emptyList = "none";

const orNone = (form: Form): Form => ({
  write: (value) => form.write(value) || emptyList,
  read: (cell) => (cell.toLowerCase() === emptyList ? valid([]) : form.read(cell)),
});

/** An empty cell is null, empty text or an empty list, whichever the schema allows; where it allows none, no cell at all. */
const emptyValue = (type: z.ZodType): unknown => [null, "", []].find((value) => type.safeParse(value).success);

function makeColumn(name: string, type: z.ZodType, isJson: boolean): Column {
  const empty = emptyValue(type);
  const plain = formOf(type, isJson, name);
  const form = empty === null && type.safeParse([]).success ? orNone(plain) : plain;
  // Where a space is a good value all spaces are; elsewhere those around a value came in by mistake.
  const keepsSpaces = type.safeParse(" ").success;
  return {
    name,
    isOptional: type instanceof z.ZodExactOptional || type.safeParse(undefined).success,
    write: (value) => (value === null || value === undefined ? "" : defuseCell(form.write(value))),
    read: (cell) => {
      const kept = keepsSpaces ? cell : cell.trim();
      return kept === "" ? valid(empty) : form.read(restoreCell(kept));
    },
  };
}

function makeColumns(kind: ItemKind): readonly Column[] {
  const { schema, jsonColumns }: KindDefinition = itemKinds[kind];
  const shape: Readonly<Record<string, unknown>> = schema.shape;
  return Object.entries(shape).map(([name, type]) => {
    if (!(type instanceof z.ZodType)) throw new Error(`the field ${name} of a ${kind} has no schema`);
    return makeColumn(name, type, jsonColumns.includes(name));
  });
}

/** The columns of every kind of item, in the order of its schema. */
const csvColumns: ReadonlyMap<ItemKind, readonly Column[]> = new Map(kinds.map((kind) => [kind, makeColumns(kind)]));

export const columnsOf = (kind: ItemKind): readonly Column[] => csvColumns.get(kind) ?? [];
