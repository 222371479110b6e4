import { odata, type TableClient } from "@azure/data-tables";
import { deleteRows } from "./delete-rows.ts";
import { readPages } from "./read-pages.ts";
import { rowsPerTransaction } from "./table-limits.ts";

const deadlineMs = 5_000;

/** Deletes all rows of a partition; those that are gone already are no fault. Throws a DependencyError on failure. */
export async function deletePartition(client: TableClient, partitionKey: string): Promise<void> {
  const pages = readPages(client, {
    call: `find rows of ${client.tableName} to delete`,
    filter: odata`PartitionKey eq ${partitionKey}`,
    select: ["PartitionKey", "RowKey"],
    pageSize: rowsPerTransaction,
    deadlineMs,
    ahead: true,
  });
  for await (const page of pages) {
    const rowKeys = page.flatMap(({ rowKey }) => rowKey ?? []);
    if (rowKeys.length > 0) await deleteRows(client, partitionKey, rowKeys);
  }
}
