import type { Dirent } from "node:fs";
import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { cannotRead } from "../terminal/file-failed.ts";
import { InputError } from "../terminal/input-error.ts";

export type FolderFile = { readonly name: string; readonly bytes: Uint8Array };

/** What rows that lead to areas are looked up by. */
const locationKeys = ["boundary", "civic", "locationKey", "callingParty", "callingPartyPrefix"] as const;
export type LocationKeys = (typeof locationKeys)[number];

/** Rows in a file: `lookup-tables/<name>@<version>.csv`, or with their keys before the ending those that lead to areas. */
export type TableFile = FolderFile & {
  readonly table: string;
  readonly version: number;
  readonly format: "csv" | "json";
  /** Null for a lookup table. */
  readonly keys: LocationKeys | null;
};

/** A configuration as files. */
export type ConfigFolder = { readonly files: readonly FolderFile[]; readonly tables: readonly TableFile[] };

export const tablesFolder = "lookup-tables";

const workbook = /\.(?:xlsx?|xlsm|ods|numbers)$/i;
/** Locks and other leftovers of spreadsheets and editors. */
const isLeftover = (name: string): boolean => /^[.~]|~$/.test(name);

/**
 * Reads the CSV and JSON files of a folder. What they hold is read by the server, as for every import. Throws an InputError
 * with every cause: no folder, a workbook in place of a CSV, a lookup table without its version.
 */
export async function readFolder(path: string): Promise<ConfigFolder> {
  const names = await filesIn(path);
  const workbooks = names.filter((name) => workbook.test(name));
  const tableNames = await filesIn(join(path, tablesFolder), true);
  const misnamed = tableNames.filter((name) => tableOf(name) === null);
  const wanted = names.filter((name) => /\.(?:csv|json)$/i.test(name)).toSorted();
  const causes = [
    ...workbooks.map((name) => `${name} is a workbook: save it as CSV UTF-8, and take the workbook out of the folder`),
    ...misnamed.map(
      (name) => `${tablesFolder}/${name} is not named as a table with its version, such as fr-communes@3.csv`,
    ),
    ...(wanted.length === 0 && workbooks.length === 0 ? [`${path} has no CSV or JSON file in it`] : []),
  ];
  if (causes.length > 0) throw new InputError(...causes);
  const read = async (name: string) => ({ name, bytes: await readWhole(join(path, name)) });
  const tables = tableNames.toSorted().flatMap((name) => {
    const table = tableOf(name);
    if (table === null) return [];
    return [read(`${tablesFolder}/${name}`).then(({ bytes }) => ({ name: nameOf(table), bytes, ...table }))];
  });
  return { files: await Promise.all(wanted.map(read)), tables: await Promise.all(tables) };
}

const readWhole = (path: string): Promise<Uint8Array> =>
  readFile(path).catch((error: unknown) => {
    throw cannotRead(path, error);
  });

async function filesIn(path: string, mayMiss = false): Promise<readonly string[]> {
  try {
    const entries = await readdir(path, { withFileTypes: true });
    const wanted = entries.filter(({ name }) => !isLeftover(name));
    const areFiles = await Promise.all(wanted.map((entry) => isFile(path, entry)));
    return wanted.filter((_, i) => areFiles[i]).map(({ name }) => name);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : null;
    if (mayMiss && code === "ENOENT") return [];
    if (code === "ENOENT") throw new InputError(`there is no folder ${path}`);
    if (code === "ENOTDIR") throw new InputError(`${path} is no folder`);
    throw cannotRead(path, error);
  }
}

/** Links are followed. One that leads nowhere is a file that cannot be read: left out in silence it would be a list that stays. */
async function isFile(folder: string, entry: Dirent): Promise<boolean> {
  if (!entry.isSymbolicLink()) return entry.isFile();
  const target = await stat(join(folder, entry.name)).catch(() => null);
  return target?.isFile() ?? true;
}

function tableOf(fileName: string): Omit<TableFile, keyof FolderFile> | null {
  const [, table, version, named, ending] = /^([^@]+)@([1-9]\d{0,8})(?:\.(\w+))?\.(csv|json)$/i.exec(fileName) ?? [];
  const keys = locationKeys.find((known) => known === named) ?? null;
  if (table === undefined || (named !== undefined && keys === null)) return null;
  return { table, version: Number(version), format: ending?.toLowerCase() === "csv" ? "csv" : "json", keys };
}

/** The name of the file with a table's rows. Boundaries are GeoJSON, everything else is CSV. */
export function tableFile(table: {
  readonly name: string;
  readonly version: number;
  readonly keys: string;
  readonly kind: string;
}) {
  const keys = table.kind === "location-table" ? (locationKeys.find((known) => known === table.keys) ?? null) : null;
  const format = keys === "boundary" ? ("json" as const) : ("csv" as const);
  const named = { table: table.name, version: table.version, format, keys };
  return { name: nameOf(named), ...named };
}

/** As the server reads it. */
const nameOf = ({ table, version, keys, format }: Omit<TableFile, keyof FolderFile>): string =>
  `${tablesFolder}/${table}@${version}${keys === null ? "" : `.${keys}`}.${format}`;
