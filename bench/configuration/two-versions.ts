import { v7 as uuidv7 } from "uuid";
import type { ConfigDocument } from "../../shared/config/document.ts";
import { documentHash } from "../../shared/config/document-hash.ts";
import { type ActiveVersion, configTable } from "../../shared/config/store/config-table.ts";
import { storeVersion } from "../../shared/config/store/store-version.ts";
import { tableClient } from "../../shared/tables/table-client.ts";
import { customersConfiguration } from "./customers-configuration.ts";

/** Two versions of a configuration in the tables that an instance reads. */
export type TwoVersions = {
  /** Makes the one active that is not; resolves with its number. */
  readonly swap: () => Promise<number>;
};

/** Stores two versions of so many numbers, no number the same in both, past any instance: the second is active then. */
export async function storeTwoVersions(connectionString: string, numbers: number): Promise<TwoVersions> {
  const table = configTable(tableClient({ connectionString }, "EmergencyConfig"));
  const store = async (document: ConfigDocument): Promise<ActiveVersion> => {
    const described = { author: "bench", reason: "bench", restoredFrom: null, summary: {} };
    const version = { ...described, document, hash: documentHash(document), base: await table.readPointer() };
    const stored = await storeVersion(version, { table, now: Date.now, newId: uuidv7 });
    if (!stored?.activatedAt) throw new Error("Another version has become active meanwhile.");
    return { version: stored.version, hash: stored.hash, activatedAt: stored.activatedAt };
  };
  let inactive = await store(await customersConfiguration(numbers, "reviewed for the 1. time"));
  let active = await store(await customersConfiguration(numbers, "reviewed for the 2. time"));
  return {
    swap: async () => {
      if (!(await table.movePointer(await table.readPointer(), inactive)))
        throw new Error("Another version has become active meanwhile.");
      [active, inactive] = [inactive, active];
      return active.version;
    },
  };
}
