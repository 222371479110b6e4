import { odata, type TableClient } from "@azure/data-tables";
import { readFirstPage, readPages } from "../../../tables/read-pages.ts";
import { rowsPerPage } from "../../../tables/table-limits.ts";
import { headerSchema, type TableHeader } from "../../lookup/table-header.ts";

const deadlineMs = 5_000;
/** What stands behind the partitions of a table's rows, `<name>@<digits>`, and before those of any other table. */
const behindRows = "@:";

/**
 * The headers of all tables that can be read, by the table's name and newest first. Goes from table to table without looking at
 * their rows, of which there may be hundreds of thousands. Throws a DependencyError when the store fails.
 */
export async function listHeaders(client: TableClient): Promise<ReadonlyMap<string, readonly TableHeader[]>> {
  const tables = new Map<string, readonly TableHeader[]>();
  for (let after = ""; ; ) {
    const partition = await nextPartition(client, after);
    if (partition === null) return tables;
    const [name = "", rowsOf] = partition.split("@");
    if (rowsOf === undefined) tables.set(name, await headersOf(client, name));
    after = rowsOf === undefined ? name : `${name}${behindRows}`;
  }
}

async function nextPartition(client: TableClient, after: string): Promise<string | null> {
  const filter = odata`PartitionKey gt ${after}`;
  const call = "list the lookup tables";
  const [first] = await readFirstPage(client, { call, filter, select: ["PartitionKey"], pageSize: 1, deadlineMs });
  return first?.partitionKey ?? null;
}

async function headersOf(client: TableClient, name: string): Promise<readonly TableHeader[]> {
  const call = `list the versions of lookup table ${name}`;
  const filter = odata`PartitionKey eq ${name}`;
  const headers: TableHeader[] = [];
  for await (const page of readPages(client, { call, filter, pageSize: rowsPerPage, deadlineMs }))
    for (const row of page) {
      const read = headerSchema.safeParse(row);
      if (read.success) headers.push(read.data);
    }
  return headers;
}
