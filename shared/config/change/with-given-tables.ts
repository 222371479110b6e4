import { type Checked, faulty, valid } from "../../checked.ts";
import type { InputFault } from "../../input-fault.ts";
import { countRows } from "../lookup/count-rows.ts";
import type { GivenTable, NewTable } from "../lookup/given-table.ts";
import { hashOfRows } from "../lookup/hash-of-rows.ts";
import { DamagedTableError } from "../lookup/table-header.ts";
import type { LookupTables } from "../store/lookup/lookup-tables.ts";

type Tables = Pick<LookupTables, "read" | "find">;

/** The tables as they would be, and which of them are not stored yet. */
export type TablesWithGiven = { readonly tables: Tables; readonly newTables: readonly NewTable[] };

/**
 * The stored tables as they will be once given rows are stored too. A fault for rows that would not be: the number is taken by
 * others. Stores nothing. Throws a DependencyError when the store fails. Paced.
 */
export async function withGivenTables(stored: Tables, given: readonly GivenTable[]): Promise<Checked<TablesWithGiven>> {
  const known = new Map<string, KnownTable>();
  const faults: InputFault[] = [];
  const newTables: NewTable[] = [];
  for (const table of given) {
    const { file, name, version, rows } = table;
    const id = idOf(name, version);
    const [found, hash, count] = await Promise.all([stored.find(name, version), hashOfRows(rows), countRows(rows)]);
    const other = known.get(id);
    if (other !== undefined) faults.push({ path: file, message: `has the same table as ${other.file}: keep one` });
    else if (found === null) newTables.push({ name, version, rows: count, hash });
    else if (found.hash !== hash) faults.push({ path: file, message: takenBy(table) });
    known.set(id, { ...table, hash, count });
  }
  if (faults.length > 0) return faulty(faults);
  return valid({ tables: { find: findIn(known, stored), read: readIn(known, stored) }, newTables });
}

const idOf = (name: string, version: number): string => `${name}@${version}`;

const takenBy = ({ name, version }: GivenTable): string =>
  `version ${version} of ${name} has other rows there; give these a number of their own`;

type KnownTable = GivenTable & { readonly hash: string; readonly count: number };
type Known = ReadonlyMap<string, KnownTable>;

const findIn =
  (known: Known, stored: Tables): Tables["find"] =>
  async (name, version) => {
    const table = known.get(idOf(name, version));
    if (table === undefined) return stored.find(name, version);
    const { count, hash } = table;
    return { name, version, rows: count, hash, author: null, reason: null, importedAt: null };
  };

const readIn =
  (known: Known, stored: Tables): Tables["read"] =>
  async (name, version, hash, rowsAPage) => {
    const table = known.get(idOf(name, version));
    if (table === undefined) return stored.read(name, version, hash, rowsAPage);
    if (hash !== undefined && hash !== table.hash)
      throw new DamagedTableError(name, version, `has the hash ${table.hash}, not ${hash}`, true);
    return new Map(table.rows.map(({ key, value }) => [key, value]));
  };
