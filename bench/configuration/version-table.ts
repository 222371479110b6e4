import { compileSnapshot } from "../../shared/config/compile/compile-snapshot.ts";
import { type ConfigDocument, emptyDocument } from "../../shared/config/document.ts";
import { documentHash } from "../../shared/config/document-hash.ts";
import { loadSnapshot } from "../../shared/config/snapshot/load-snapshot.ts";
import { configTable } from "../../shared/config/store/config-table.ts";
import { tableClient } from "../../shared/tables/table-client.ts";

/** A table of versions that no instance reads. */
export type VersionTable = {
  /** Stores a version, then reads it back and compiles it as an instance does that learns of it. */
  readonly writeAndRead: (
    document: ConfigDocument,
  ) => Promise<{ readonly writeSeconds: number; readonly readSeconds: number }>;
};

const nothingHeld = { snapshot: compileSnapshot(emptyDocument), version: 0, hash: "", lookupTables: [] };
const noLookups = { read: async () => new Map<string, string>() };

export async function makeVersionTable(connectionString: string): Promise<VersionTable> {
  const client = tableClient({ connectionString }, "BenchVersions");
  await client.createTable();
  const table = configTable(client);
  let version = 0;
  return {
    writeAndRead: async (document) => {
      version += 1;
      const hash = documentHash(document);
      const writeSeconds = await secondsOf(() => table.writeVersion(version, document));
      const readSeconds = await secondsOf(() =>
        loadSnapshot({ version, hash }, nothingHeld, { table, lookups: noLookups }),
      );
      await table.deleteVersion(version);
      return { writeSeconds, readSeconds };
    },
  };
}

async function secondsOf(work: () => Promise<unknown>): Promise<number> {
  const startedMs = performance.now();
  await work();
  return (performance.now() - startedMs) / 1_000;
}
