import { existsSync } from "node:fs";
import { copyFile, mkdir, mkdtemp, rename } from "node:fs/promises";
import { dirname, join } from "node:path";
import { starterConfiguration } from "../../../shared/config/change/starter-configuration.ts";
import type { ConfigDocument } from "../../../shared/config/document.ts";
import { startTables, tablesFile } from "../../../tools/local/tables/start-tables.ts";
import { lockDirectory } from "../../../tools/processes/lock-directory.ts";
import { suiteLogVariable } from "../log/suite-log.ts";
import { seedTables } from "./seed-tables.ts";

const makingMs = 60_000;

/** Where the files of a run are; they are removed at its end. */
function runDirectory(): string {
  const log = process.env[suiteLogVariable];
  if (log === undefined) throw new Error(`${suiteLogVariable} is not set: vitest.config.ts has what sets it`);
  return dirname(log);
}

/**
 * A file with the app's tables and the starter configuration, for `startTables({ beginWith })`. It is made once for a run:
 * to seed that configuration takes a second of a processor.
 */
export async function starterTables(): Promise<string> {
  const directory = join(runDirectory(), "starter");
  const file = join(directory, tablesFile);
  if (existsSync(file)) return file;
  const lock = await lockDirectory(directory, makingMs);
  try {
    if (!existsSync(file)) await rename(await makeTables(starterConfiguration()), file);
  } finally {
    await lock.release();
  }
  return file;
}

/** A new directory of tables with the starter configuration. */
export async function starterDirectory(): Promise<string> {
  const directory = await mkdtemp(join(runDirectory(), "tables-"));
  await copyFile(await starterTables(), join(directory, tablesFile));
  return directory;
}

/** A new DATA_DIR for `npm start`, with the starter configuration. */
export async function starterData(): Promise<string> {
  const directory = await mkdtemp(join(runDirectory(), "data-"));
  await rename(await starterDirectory(), join(directory, "tables"));
  return directory;
}

/** A new DATA_DIR with this configuration. */
export async function dataWith(document: ConfigDocument): Promise<string> {
  const directory = await mkdtemp(join(runDirectory(), "data-"));
  await mkdir(join(directory, "tables"));
  await rename(await makeTables(document), join(directory, "tables", tablesFile));
  return directory;
}

/** The file of new tables with this configuration. */
async function makeTables(document: ConfigDocument): Promise<string> {
  const directory = await mkdtemp(join(runDirectory(), "making-"));
  const tables = await startTables({ port: 0, directory });
  await seedTables(tables, document);
  await tables.stop();
  return join(directory, tablesFile);
}
