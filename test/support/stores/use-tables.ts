import { randomUUID } from "node:crypto";
import type { TableClient } from "@azure/data-tables";
import { afterAll, beforeAll } from "vitest";
import { tableClient } from "../../../shared/tables/table-client.ts";
import { startTables, type Tables } from "../../../tools/local/tables/start-tables.ts";

/** One Azurite for all tests of a file. `fresh` makes a new, empty table in it. */
export function useTables() {
  let tables: Tables | undefined;
  const running = (): Tables => {
    if (tables === undefined) throw new Error("the tables run only while tests do");
    return tables;
  };
  beforeAll(async () => {
    tables = await startTables({ port: 0 });
  });
  afterAll(() => tables?.stop());
  return { running, fresh: () => freshTable(running()) };
}

/** A new, empty table. */
export async function freshTable(tables: Tables): Promise<TableClient> {
  const client = tableClient(tables, newTableName());
  await client.createTable();
  return client;
}

/** Names of tables are letters and digits. */
export const newTableName = (): string => `T${randomUUID().replaceAll("-", "")}`;
