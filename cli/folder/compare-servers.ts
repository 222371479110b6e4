import { type Api, answerOf } from "../api/api-client.ts";
import { canonicalJson } from "../evidence/canonical-json.ts";
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
};

/** Compares what is live at two servers. Only lists with different hashes are read. */
export async function compareServers(a: Api, b: Api): Promise<Comparison> {
  const [ofA, ofB] = await Promise.all([readFingerprint(a), readFingerprint(b)]);
  const tables = compareTables(ofA.tables, ofB.tables);
  const hashes = new Map(ofB.lists.map(({ list, hash }) => [list, hash]));
  const kindOf = new Map([...ofA.lists, ...ofB.lists].map(({ list, kind }) => [list, kind]));
  const differing = ofA.lists.filter(({ list, hash }) => hashes.get(list) !== hash);
  const lists: ListDifference[] = [];
  for (const { list } of differing) {
    const kind = kindOf.get(list);
    if (kind === undefined) continue;
    lists.push({ list, ...(await compareItems(a, b, kind)) });
  }
  const sides = { a: sideOf(ofA), b: sideOf(ofB) };
  return { sides, isSame: ofA.hash === ofB.hash && tables.length === 0, lists, tables };
}

const sideOf = ({ version, hash }: Fingerprint) => ({ version, hash });

async function compareItems(a: Api, b: Api, kind: Kind): Promise<Omit<ListDifference, "list">> {
  const [ofA, ofB] = await Promise.all([readItems(a, kind), readItems(b, kind)]);
  const [inA, inB] = [new Set(ofA), new Set(ofB)];
  return { onlyA: ofA.filter((item) => !inB.has(item)), onlyB: ofB.filter((item) => !inA.has(item)) };
}

/** Every item of the active version as one line. */
async function readItems(api: Api, kind: Kind): Promise<readonly string[]> {
  const { data } = await answerOf(api, api.GET("/v1/config/items", { params: { query: { kind } } }), "items");
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
