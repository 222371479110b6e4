import { createRequire } from "node:module";
import type { Keys } from "./sorted-rows.ts";

const require = createRequire(import.meta.url);
type ParserModule = typeof import("azurite/dist/src/table/persistence/QueryInterpreter/QueryParser.js");
const parser: ParserModule = require("azurite/dist/src/table/persistence/QueryInterpreter/QueryParser.js");

/** A part of a filter, as Azurite's own parser has it. */
type QueryNode = ReturnType<ParserModule["default"]>;

/** A stretch of a table. `first` is where it begins, whether or not there is a row with these keys. */
export type KeyRange = { readonly first: Keys; readonly isBeyond: (keys: Keys) => boolean };

const wholeTable: KeyRange = { first: { PartitionKey: "", RowKey: "" }, isBeyond: () => false };

/**
 * A stretch that holds every row a filter can match, by those of its conditions on keys that must all hold. The whole table
 * when there are none, or when the filter is faulty: saying so is Azurite's part.
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

/** The comparisons of a column with a text that a row must all fulfil. */
function conditionsOf({ name, left, right }: QueryNode): readonly Condition[] {
  if (left === undefined || right === undefined) return [];
  if (name === "and") return [...conditionsOf(left), ...conditionsOf(right)];
  const { identifier: column } = left;
  const isOfText = column !== undefined && right.name === "constant" && typeof right.value === "string";
  return isOfText ? [{ column, operator: name, text: right.value }] : [];
}

/** The least and the greatest that a column can be; both may be a little too wide. */
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
