import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { freePort } from "../../free-port.ts";
import { keepTables } from "./keep-tables.ts";
import { sortTables } from "./sort-tables.ts";

// Node.js and test runners differ in the default import of such a CommonJS module; require is the same in both.
const require = createRequire(import.meta.url);
type ConfigurationModule = typeof import("azurite/dist/src/table/TableConfiguration.js");
type ServerModule = typeof import("azurite/dist/src/table/TableServer.js");
const { default: TableConfiguration }: ConfigurationModule = require("azurite/dist/src/table/TableConfiguration.js");
const { default: TableServer }: ServerModule = require("azurite/dist/src/table/TableServer.js");

/** A running Azurite table service. */
export type Tables = {
  readonly port: number;
  /** For the well-known development account; its key is public. */
  readonly connectionString: string;
  /** Saves the tables first if they have a directory. */
  stop(): Promise<void>;
};

export type TablesOptions = {
  /** On 127.0.0.1; 0 takes any free port, which is still free when the tables have stopped. */
  readonly port: number;
  /** Where the tables are stored. Unset: in memory only. */
  readonly directory?: string | undefined;
  /** What tables in memory begin with: the file that a directory has once its tables were stopped. Default: nothing. */
  readonly beginWith?: string | undefined;
  /** Called when a change could not be written to the directory. Its request must not succeed: by default it gets a 500. */
  readonly onWriteFailure?: (error: unknown) => void;
};

const developmentAccount = "devstoreaccount1";
const developmentKey = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";
const keepAliveTimeoutS = 60;

/** What stopped tables leave in their directory. */
export const tablesFile = "tables.json";

/** The connection string of tables on this port. */
export const tablesConnection = (port: number): string =>
  `DefaultEndpointsProtocol=http;AccountName=${developmentAccount};AccountKey=${developmentKey};TableEndpoint=http://127.0.0.1:${port}/${developmentAccount};`;

/** Starts Azurite's table service in this process. Rejects with one clear error when the port is taken. */
export async function startTables({
  directory,
  beginWith,
  onWriteFailure,
  ...options
}: TablesOptions): Promise<Tables> {
  const port = options.port === 0 ? await freePort() : options.port;
  const databasePath = join(directory ?? "", tablesFile);
  const configuration = new TableConfiguration(
    ...(["127.0.0.1", port, keepAliveTimeoutS, databasePath, false, false, undefined, undefined] as const),
    ...([false, false, "", "", "", undefined, false, directory === undefined] as const),
  );
  const server = new TableServer(configuration);
  sortTables(server.metadataStore);
  if (directory !== undefined)
    keepTables(server.metadataStore, join(directory, "tables.journal"), onWriteFailure ?? (() => {}));
  if (beginWith !== undefined) {
    const { metadataStore } = server;
    metadataStore.loadDB = async () => metadataStore.db.loadJSON(readFileSync(beginWith, "utf8"));
  }
  try {
    await server.start();
  } catch (cause) {
    const taken = cause instanceof Error && "code" in cause && cause.code === "EADDRINUSE";
    throw taken ? new Error(`Port ${port} for tables is in use; set TABLES_PORT to another.`) : cause;
  }
  return {
    port,
    connectionString: tablesConnection(port),
    stop: () => server.close(),
  };
}
