import { randomUUID } from "node:crypto";
import { tableNames } from "../../../functions/wiring/clients.ts";
import { seedConfiguration } from "../../../shared/config/change/seed-configuration.ts";
import type { ConfigDocument } from "../../../shared/config/document.ts";
import { configTable } from "../../../shared/config/store/config-table.ts";
import { tableClient } from "../../../shared/tables/table-client.ts";
import type { Tables } from "../../../tools/local/tables/start-tables.ts";

/** Makes the app's tables, as a deployment does. */
export async function createAppTables(tables: Pick<Tables, "connectionString">): Promise<void> {
  for (const name of Object.values(tableNames)) await tableClient(tables, name).createTable();
}

/** Makes the app's tables and activates a first configuration. */
export async function seedTables(tables: Pick<Tables, "connectionString">, document: ConfigDocument): Promise<void> {
  await createAppTables(tables);
  const table = configTable(tableClient(tables, tableNames.config));
  await seedConfiguration(document, { table, now: Date.now, newId: randomUUID });
}
