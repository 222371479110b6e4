import { odata, type TableClient } from "@azure/data-tables";
import * as z from "zod";
import { pace } from "../../../pace.ts";
import type { LookupTable } from "../../../routing/lookup-table.ts";
import { readPages } from "../../../tables/read-pages.ts";
import { readRow } from "../../../tables/read-row.ts";
import { tableCall } from "../../../tables/table-call.ts";
import { rowsPerPage } from "../../../tables/table-limits.ts";
import { countRows } from "../../lookup/count-rows.ts";
import { hashOfRows } from "../../lookup/hash-of-rows.ts";
import { keysRow, type RowsAPage, rowsAPageOfLocations } from "../../lookup/location-rows.ts";
import type { LookupRow } from "../../lookup/lookup-row.ts";
import {
  DamagedTableError,
  headerKey,
  headerSchema,
  type LookupVersion,
  rowsPartition,
  type TableHeader,
  toLookupVersion,
} from "../../lookup/table-header.ts";
import { listHeaders } from "./list-headers.ts";
import { type Imported, writeGivenVersion, writeNextVersion } from "./write-table.ts";

/** Location-keyed tables in Table Storage, in immutable versions (contract section 6). Methods throw a DependencyError on failure. */
export type LookupTables = {
  /**
   * A version's rows; throws a DamagedTableError where they are not what was written, or not those of that `hash`. `rowsAPage`:
   * fewer where they are long.
   */
  readonly read: (name: string, version: number, hash?: string, rowsAPage?: RowsAPage) => Promise<LookupTable>;
  /** A version without its rows; null where none was stored completely. */
  readonly find: (name: string, version: number) => Promise<LookupVersion | null>;
  /** By the table's name, newest first. */
  readonly list: () => Promise<ReadonlyMap<string, readonly TableHeader[]>>;
  /** Stores rows, no key twice, under the next free version of the table. Nothing uses it until a configuration names it. */
  readonly write: (name: string, rows: readonly LookupRow[], imported: Imported) => Promise<LookupVersion>;
  /**
   * The same under the version that the rows had when a backup was made; null when that is of other rows. Damaged or incomplete
   * rows of that hash are replaced; where they are complete nothing is stored.
   */
  readonly writeAs: (
    name: string,
    version: number,
    rows: readonly LookupRow[],
    imported: Imported,
  ) => Promise<LookupVersion | null>;
  /** Remembers that the audit event of an import is safe. */
  readonly markAudited: (name: string, version: number, auditedAt: string) => Promise<void>;
};

const deadlineMs = 5_000;
/** More than an import can have. */
const rowsAtMost = 200_000;
const storedRowSchema = z.object({ rowKey: z.string(), value: z.string() });

export function lookupTables(client: TableClient): LookupTables {
  return {
    read,
    find,
    list: () => listHeaders(client),
    write: (name, rows, imported) => writeNextVersion(client, name, rows, imported),
    writeAs,
    markAudited,
  };

  async function read(name: string, version: number, hash?: string, rowsAPage?: RowsAPage): Promise<LookupTable> {
    const damaged = (why: string) => new DamagedTableError(name, version, why);
    const header = await readHeader(name, version);
    if (!header.complete) throw damaged("was never written to its end");
    if (hash !== undefined && hash !== header.hash)
      throw new DamagedTableError(name, version, `has the hash ${header.hash}, not ${hash}`, true);
    const pageSize = rowsAPage?.(header.rows) ?? rowsPerPage;
    const rows = await readRows(name, version, { written: header.rows, pageSize }, damaged);
    const found = await hashOfRows(rows);
    if (rows.length < header.rows) throw damaged(`has ${rows.length} rows where ${header.rows} were written`);
    if (found !== header.hash) throw damaged(`has rows of the hash ${found}, and ${header.hash} was written`);
    const table = new Map<string, string>();
    for (const { key, value } of rows) {
      table.set(key, value);
      if (pace.isDue()) await pace.rest();
    }
    return table;
  }

  async function readHeader(name: string, version: number): Promise<TableHeader> {
    const row = await readRow(
      client,
      { call: `find lookup table ${name}@${version}`, deadlineMs },
      name,
      headerKey(version),
    );
    if (row === null) throw new DamagedTableError(name, version, "is not stored");
    const header = headerSchema.safeParse(row);
    if (!header.success) throw new DamagedTableError(name, version, "has a header that cannot be read");
    return header.data;
  }

  async function readAnyHeader(name: string, version: number): Promise<(LookupVersion & { complete: boolean }) | null> {
    try {
      const header = await readHeader(name, version);
      return { ...toLookupVersion(name, header), complete: header.complete };
    } catch (error) {
      if (error instanceof DamagedTableError) return null;
      throw error;
    }
  }

  async function find(name: string, version: number): Promise<LookupVersion | null> {
    const header = await readAnyHeader(name, version);
    if (header?.complete !== true) return null;
    const { complete: _, ...found } = header;
    return found;
  }

  async function writeAs(
    name: string,
    version: number,
    rows: readonly LookupRow[],
    imported: Imported,
  ): Promise<LookupVersion | null> {
    const hash = await hashOfRows(rows);
    const header = await readAnyHeader(name, version);
    if (header !== null && header.hash !== hash) return null;
    if (header?.complete === true && (await isWhole(name, version, rows))) return find(name, version);
    const stored = { name, version, rows: await countRows(rows), hash, ...imported };
    return writeGivenVersion(client, stored, rows, header !== null);
  }

  async function isWhole(name: string, version: number, rows: readonly LookupRow[]): Promise<boolean> {
    const isLocations = rows.some(({ key }) => key === keysRow);
    try {
      await read(name, version, undefined, isLocations ? rowsAPageOfLocations : undefined);
      return true;
    } catch (error) {
      if (error instanceof DamagedTableError) return false;
      throw error;
    }
  }

  /** Stops at the first row that is one too many: foreign rows must not fill an instance's memory. */
  async function readRows(
    name: string,
    version: number,
    { written, pageSize }: { readonly written: number; readonly pageSize: number },
    damaged: (why: string) => DamagedTableError,
  ): Promise<readonly LookupRow[]> {
    const filter = odata`PartitionKey eq ${rowsPartition(name, version)}`;
    const call = `read lookup table ${name}@${version}`;
    const select = ["rowKey", "value"];
    const rows: LookupRow[] = [];
    for await (const page of readPages(client, { call, filter, select, pageSize, deadlineMs })) {
      for (const entity of page) {
        const row = storedRowSchema.safeParse(entity);
        if (!row.success) throw damaged("has a row that cannot be read");
        rows.push({ key: row.data.rowKey, value: row.data.value });
        if (pace.isDue()) await pace.rest();
      }
      if (rows.length > Math.min(written, rowsAtMost))
        throw damaged(`has more than the ${written} rows that were written`);
    }
    return rows;
  }

  async function markAudited(name: string, version: number, auditedAt: string): Promise<void> {
    await tableCall(`mark lookup table ${name}@${version}`, deadlineMs, (abortSignal) =>
      client.updateEntity({ partitionKey: name, rowKey: headerKey(version), auditedAt }, "Merge", { abortSignal }),
    );
  }
}
