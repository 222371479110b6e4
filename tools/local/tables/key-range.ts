import { createRequire } from "node:module";
import type { Keys } from "./sorted-rows.ts";

const require = createRequire(import.meta.url);
type ParserModule = typeof import("azurite/dist/src/table/persistence/QueryInterpreter/QueryParser.js");
const parser: ParserModule = require("azurite/dist/src/table/persistence/QueryInterpreter/QueryParser.js");

/** A node of a filter, from Azurite's parser. */
type QueryNode = ReturnType<ParserModule["default"]>;

/** A range of a table. `first` is where it begins; a row with these keys need not exist. */
export type KeyRange = { readonly first: Keys; readonly isBeyond: (keys: Keys) => boolean };

const wholeTable: KeyRange = { first: { PartitionKey: "", RowKey: "" }, isBeyond: () => false };

/**
 * A range that holds every row that a filter can match, from its conditions on keys that are joined by "and". The whole table
 * when there are none, or when the filter is faulty: Azurite then answers with the error.
 */
export function keyRangeOf(filter: string | undefined): KeyRange {
  try {
    const conditions = filter === undefined ? [] : conditionsOf(parser.default(filter));
    const partitions = boundsOf("PartitionKey", conditions);
    const rows = boundsOf("RowKey", conditions);
    return {
      first: { PartitionKey: partitions.least, RowKey: rows.least },
      isBeyond: ({ PartitionKey, RowKey }) =>
        partitions.most !== null &&
        (PartitionKey > partitions.most ||
          (PartitionKey === partitions.most && rows.most !== null && RowKey > rows.most)),
    };
  } catch {
    return wholeTable;
  }
}

type Condition = { readonly column: string; readonly operator: string; readonly text: string };

/** Comparisons of a column with a text, joined by "and". */
function conditionsOf({ name, left, right }: QueryNode): readonly Condition[] {
  if (left === undefined || right === undefined) return [];
  if (name === "and") return [...conditionsOf(left), ...conditionsOf(right)];
  const { identifier: column } = left;
  const isOfText = column !== undefined && right.name === "constant" && typeof right.value === "string";
  return isOfText ? [{ column, operator: name, text: right.value }] : [];
}

/** Lower and upper bound of a column. Both are inclusive, so for `gt` and `lt` they are a little too wide. */
function boundsOf(column: string, conditions: readonly Condition[]): { least: string; most: string | null } {
  let least = "";
  let most: string | null = null;
  for (const { column: of, operator, text } of conditions) {
    if (of !== column) continue;
    if (["eq", "ge", "gt"].includes(operator) && text > least) least = text;
    if (["eq", "le", "lt"].includes(operator) && (most === null || text < most)) most = text;
  }
  return { least, most };
}
