import { type Api, answerOf } from "../api/api-client.ts";
import { canonicalJson } from "../evidence/canonical-json.ts";
import { InputError } from "../terminal/input-error.ts";
import { readFingerprint } from "./fingerprint.ts";

type Fingerprint = Awaited<ReturnType<typeof readFingerprint>>;
type Kind = Fingerprint["lists"][number]["kind"];

/** The items of a list that only one side has, as canonical JSON. A changed item is there on both sides. */
export type ListDifference = {
  readonly list: string;
  readonly onlyA: readonly string[];
  readonly onlyB: readonly string[];
};

type Table = { readonly version: number; readonly hash: string | null };
export type TableDifference = { readonly name: string; readonly a: Table | null; readonly b: Table | null };

export type Comparison = {
  readonly sides: Readonly<Record<"a" | "b", Pick<Fingerprint, "version" | "hash">>>;
  readonly isSame: boolean;
  readonly lists: readonly ListDifference[];
  readonly tables: readonly TableDifference[];
  /** Lists that only one of them knows: their releases differ. */
  readonly unknown: Readonly<Record<"a" | "b", readonly string[]>>;
};

/** Compares what is live at two servers. Only lists with different hashes are read. */
export async function compareServers(a: Api, b: Api): Promise<Comparison> {
  const [ofA, ofB] = await Promise.all([readFingerprint(a), readFingerprint(b)]);
  const tables = compareTables(ofA.tables, ofB.tables);
  const hashes = new Map(ofB.lists.map(({ list, hash }) => [list, hash]));
  const differing = ofA.lists.filter(({ list, hash }) => hashes.has(list) && hashes.get(list) !== hash);
  const lists: ListDifference[] = [];
  for (const { list, kind } of differing)
    lists.push({
      list,
      ...onlyOnOneSide(await readItems(a, kind, ofA.version), await readItems(b, kind, ofB.version)),
    });
  const sides = { a: sideOf(ofA), b: sideOf(ofB) };
  const unknown = { a: listsMissingIn(ofA, ofB), b: listsMissingIn(ofB, ofA) };
  return { sides, isSame: ofA.hash === ofB.hash && tables.length === 0, lists, tables, unknown };
}

/** The lists of the other that a server does not know. */
function listsMissingIn({ lists }: Fingerprint, other: Fingerprint): readonly string[] {
  const known = new Set(lists.map(({ list }) => list));
  return other.lists.map(({ list }) => list).filter((list) => !known.has(list));
}

const sideOf = ({ version, hash }: Fingerprint) => ({ version, hash });

function onlyOnOneSide(ofA: readonly string[], ofB: readonly string[]): Omit<ListDifference, "list"> {
  const [inA, inB] = [new Set(ofA), new Set(ofB)];
  return { onlyA: ofA.filter((item) => !inB.has(item)), onlyB: ofB.filter((item) => !inA.has(item)) };
}

/** Every item of the version as one line. Throws an InputError if another is active by now. */
async function readItems(api: Api, kind: Kind, version: number): Promise<readonly string[]> {
  const { data } = await answerOf(
    api,
    api.GET("/v1/config/items", { params: { query: { kind } } }),
    "items",
    "version",
  );
  if (data.version !== version) throw new InputError(`${api.server} changed while it was read; try again`);
  return data.items.map(canonicalJson);
}

function compareTables(a: Fingerprint["tables"], b: Fingerprint["tables"]): readonly TableDifference[] {
  const names = [...new Set([...a, ...b].map(({ name }) => name))].sort();
  return names
    .map((name) => ({ name, a: tableIn(a, name), b: tableIn(b, name) }))
    .filter(({ a, b }) => canonicalJson(a) !== canonicalJson(b));
}

function tableIn(tables: Fingerprint["tables"], name: string): Table | null {
  const table = tables.find((other) => other.name === name);
  return table === undefined ? null : { version: table.version, hash: table.hash };
}
