import type { Api } from "../api/api-client.ts";
import { compareServers, type ListDifference, type TableDifference } from "../folder/compare-servers.ts";
import { exitCodes } from "../terminal/exit-codes.ts";
import { plain } from "../terminal/terminal.ts";
import type { Command } from "./command.ts";

export const compare: Command = {
  summary: "say what differs between two servers, such as two regions",
  operands: ["server A", "server B"],
  options: {},
  notes: [
    "exit 0: both have the same configuration; 2: they differ.",
    "Versions may differ: a version is counted at its server.",
  ],
  run: async ({ operands: [first = "", second = ""], connect }) => {
    const [a, b] = [connect(first), connect(second)];
    const { sides, isSame, lists, tables, unknown } = await compareServers(a, b);
    const result = isSame ? "same" : "differs";
    return {
      exit: isSame ? exitCodes.done : exitCodes.differs,
      json: {
        result,
        a: { server: a.server, ...sides.a },
        b: { server: b.server, ...sides.b },
        lists,
        tables,
        unknown,
      },
      text: [
        sideText("A", a, sides.a),
        sideText("B", b, sides.b),
        ...unknown.a.map((list) => plain(`A does not know the list ${list}: its release is older`)),
        ...unknown.b.map((list) => plain(`B does not know the list ${list}: its release is older`)),
        ...lists.flatMap(describeList),
        ...tables.map((table) => plain(`lookup table ${table.name}: ${inBoth(table)}`)),
        result,
      ],
    };
  },
};

const sideText = (name: string, { server }: Api, { version, hash }: { version: number; hash: string }): string =>
  plain(`${name} ${server}, version ${version}, ${hash}`);

const inBoth = ({ a, b }: TableDifference): string => `${tableText(a)} in A, ${tableText(b)} in B`;

const tableText = (table: { readonly version: number; readonly hash: string | null } | null): string =>
  table === null ? "not" : `version ${table.version} (${table.hash ?? "no hash"})`;

const listedAtMost = 20;

function describeList({ list, onlyA, onlyB }: ListDifference): readonly string[] {
  const lines = [...onlyA.map((item) => `  A ${plain(item)}`), ...onlyB.map((item) => `  B ${plain(item)}`)];
  const more = lines.length - listedAtMost;
  return [
    `${list}: ${onlyA.length} items of A and ${onlyB.length} of B that the other does not have`,
    ...lines.slice(0, listedAtMost),
    ...(more > 0 ? [`  … ${more} more: --json lists all`] : []),
  ];
}
