import { odata, type TableClient } from "@azure/data-tables";
import { deleteRows } from "../../tables/delete-rows.ts";
import { readFirstPage } from "../../tables/read-pages.ts";
import { rowsPerTransaction } from "../../tables/table-limits.ts";
import { minutesPartition, quartersPartition } from "./minute-table.ts";
import { keptMs } from "./spans.ts";

/** Removes minutes and quarters that are older than a report looks back, a hundred rows of each at a time: more than an hour makes. */
export async function tidyMinutes(client: TableClient, asOfMs: number): Promise<void> {
  const oldest = new Date(asOfMs - keptMs).toISOString();
  for (const partitionKey of [minutesPartition, quartersPartition]) {
    const rows = await readFirstPage(client, {
      call: "find old figures",
      filter: odata`PartitionKey eq ${partitionKey} and RowKey lt ${oldest}`,
      select: ["partitionKey", "rowKey"],
      pageSize: rowsPerTransaction,
      deadlineMs: 5_000,
    });
    const rowKeys = rows.map(({ rowKey }) => String(rowKey));
    if (rowKeys.length > 0) await deleteRows(client, partitionKey, rowKeys);
  }
}
