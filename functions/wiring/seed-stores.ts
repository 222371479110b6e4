import type { TableClient } from "@azure/data-tables";
import { seedConfiguration } from "../../shared/config/change/seed-configuration.ts";
import { starterConfiguration } from "../../shared/config/change/starter-configuration.ts";
import type { StoreVersionDependencies } from "../../shared/config/store/store-version.ts";
import type { Log } from "../../shared/log.ts";
import { tableCall } from "../../shared/tables/table-call.ts";

export type SeedStoresDependencies = StoreVersionDependencies & { readonly log: Log };

/** For trials: creates the tables, and activates a starter configuration if none is active. */
export async function seedStores(tables: readonly TableClient[], dependencies: SeedStoresDependencies): Promise<void> {
  for (const client of tables)
    await tableCall("create a table", 2_000, (abortSignal) => client.createTable({ abortSignal }));
  if (await seedConfiguration(starterConfiguration(), dependencies))
    dependencies.log.info("starter configuration activated");
}
