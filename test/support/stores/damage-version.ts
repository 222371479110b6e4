import type { TableClient } from "@azure/data-tables";
import { packedRows } from "../../../shared/config/store/packed-rows.ts";

/** Leaves a version with its item rows alone, as one that was stored without a packed copy. */
export const removeCopy = (client: TableClient, version: number): Promise<void> => packedRows(client).remove(version);

/** Breaks a version beyond repair: its copy is gone, and so is one of its rows. */
export async function damageVersion(client: TableClient, version: number, rowKey: string): Promise<void> {
  await removeCopy(client, version);
  await client.deleteEntity(`version-${version}`, rowKey);
}
