import { odata, type TableClient } from "@azure/data-tables";
import { DependencyError } from "../../dependency-error.ts";
import type { Entity } from "../../tables/entity.ts";
import { readPages } from "../../tables/read-pages.ts";
import type { StoredRow } from "./stored-row.ts";

/** Rows of neighbouring partitions whose row keys lie between two others, in order of partition and row. */
export type RowRange = {
  readonly firstPartition: string;
  readonly lastPartition: string;
  /** Exclusive. */
  readonly afterRow: string;
  /** Exclusive. */
  readonly beforeRow: string;
  /** Further conditions in OData, each whole. */
  readonly conditions: readonly string[];
};

export type ReadingOptions = {
  /** How many rows to ask for at once, at most 1,000. */
  readonly pageSize: number;
  /** Whether the next page is requested while this one is processed: for callers that read to the end. */
  readonly ahead: boolean;
  /** Checked before each page: true ends the reading with an error. */
  readonly isLate: () => boolean;
};

const call = "read the audit trail";
const pageDeadlineMs = 10_000;

/** Reads page after page, each within a deadline. Throws a DependencyError when the store does not answer, or not in time. */
export async function* rangeRows(
  client: TableClient,
  range: RowRange,
  { pageSize, ahead, isLate }: ReadingOptions,
): AsyncGenerator<StoredRow, void, undefined> {
  const query = { call, filter: filterOf(range), pageSize, ahead, deadlineMs: pageDeadlineMs };
  for await (const page of readPages(client, query)) {
    if (isLate()) throw new DependencyError(call, true, new Error("there is too much to look at"));
    yield* page.map(asStored);
  }
}

const asStored = (entity: Entity): StoredRow => ({
  ...entity,
  partitionKey: String(entity.partitionKey),
  rowKey: String(entity.rowKey),
});

const filterOf = ({ firstPartition, lastPartition, afterRow, beforeRow, conditions }: RowRange): string => {
  const partitions =
    firstPartition === lastPartition
      ? odata`PartitionKey eq ${firstPartition}`
      : odata`PartitionKey ge ${firstPartition} and PartitionKey le ${lastPartition}`;
  return [partitions, odata`RowKey gt ${afterRow} and RowKey lt ${beforeRow}`, ...conditions].join(" and ");
};
