import { createHash } from "node:crypto";
import { setImmediate as letOthersRun } from "node:timers/promises";
import { odata, type TableClient, type TransactionAction } from "@azure/data-tables";
import * as z from "zod";
import { forEachAtOnce } from "../../for-each-at-once.ts";
import { eachInSlices, inSlices, type Steps, sortInSteps } from "../../in-slices.ts";
import type { LookupTable } from "../../routing/convert.ts";
import { readFirstPage, readPages } from "../../tables/read-pages.ts";
import { readRow } from "../../tables/read-row.ts";
import { runTransaction } from "../../tables/run-transaction.ts";
import { tableCall } from "../../tables/table-call.ts";
import { meaningOf } from "../../tables/table-error.ts";
import { rowsPerPage } from "../../tables/table-limits.ts";
import { takeNumber } from "../../tables/take-number.ts";
import type { LookupRow } from "./lookup-row.ts";

/** One stored version of a table. */
export type LookupVersion = {
  readonly name: string;
  readonly version: number;
  readonly rows: number;
  readonly hash: string;
};

/** Location-keyed tables in Table Storage, in immutable versions (contract section 6). Methods throw a DependencyError on failure. */
export type LookupTables = {
  /** A version's rows; throws a DamagedTableError where they are not what was written, or not those of that `hash`. */
  readonly read: (name: string, version: number, hash?: string) => Promise<LookupTable>;
  /** Stores rows, each of another key, under the next free version of the table. Nothing uses it until a configuration names it. */
  readonly write: (name: string, rows: readonly LookupRow[]) => Promise<LookupVersion>;
};

/** A version of a table is not there, or not as it was written. `why` goes on after the table's name: "has no header". */
export class DamagedTableError extends Error {
  override readonly name = "DamagedTableError";
  readonly why: string;

  constructor(table: string, version: number, why: string) {
    super(`Lookup table ${table}@${version} ${why}`);
    this.why = why;
  }
}

const deadlineMs = 5_000;
/** The client puts a transaction together in one go: with as many rows as the store allows, calls would wait for long. */
const rowsAtOnce = 20;
const transactionsAtOnce = 2;
/** More than an import can have. */
const rowsAtMost = 200_000;
const registrySchema = z.object({ version: z.int(), complete: z.boolean(), rows: z.int(), hash: z.string() });
const storedRowSchema = z.object({ rowKey: z.string(), value: z.string() });

/** The rows of a version have a partition of their own; the table's partition lists its versions, newest first. */
const versionPartition = (name: string, version: number): string => `${name}@${version}`;
const registryKey = (version: number): string => String(1e9 - version).padStart(10, "0");
const versionOf = (key: string | undefined): number => (/^[0-9]{10}$/.test(key ?? "") ? 1e9 - Number(key) : 0);

export function lookupTables(client: TableClient): LookupTables {
  return { read, write };

  async function read(name: string, version: number, hash?: string): Promise<LookupTable> {
    const damaged = (why: string) => new DamagedTableError(name, version, why);
    const registered = await readHeader(name, version, damaged);
    if (!registered.complete) throw damaged("was never written to its end");
    if (hash !== undefined && hash !== registered.hash)
      throw damaged(`has the hash ${registered.hash}, and the configuration names ${hash}`);
    const rows = await readRows(name, version, registered.rows, damaged);
    const found = await inSlices(hashInSteps(rows));
    if (rows.length < registered.rows) throw damaged(`has ${rows.length} rows where ${registered.rows} were written`);
    if (found !== registered.hash) throw damaged(`has rows of the hash ${found}, and ${registered.hash} was written`);
    const table = new Map<string, string>();
    await eachInSlices(rows, ({ key, value }) => table.set(key, value));
    return table;
  }

  async function readHeader(name: string, version: number, damaged: (why: string) => DamagedTableError) {
    const call = { call: `find lookup table ${name}@${version}`, deadlineMs };
    const row = await readRow(client, call, name, registryKey(version));
    if (row === null) throw damaged("is not stored");
    const registered = registrySchema.safeParse(row);
    if (!registered.success) throw damaged("has a header that cannot be read");
    return registered.data;
  }

  /** Stops at the first row that is one too many: whoever writes to the store must not fill an instance's memory. */
  async function readRows(
    name: string,
    version: number,
    written: number,
    damaged: (why: string) => DamagedTableError,
  ): Promise<readonly LookupRow[]> {
    const filter = odata`PartitionKey eq ${versionPartition(name, version)}`;
    const call = `read lookup table ${name}@${version}`;
    const select = ["rowKey", "value"];
    const rows: LookupRow[] = [];
    for await (const page of readPages(client, { call, filter, select, pageSize: rowsPerPage, deadlineMs })) {
      await eachInSlices(page, (entity) => {
        const row = storedRowSchema.safeParse(entity);
        if (!row.success) throw damaged("has a row that cannot be read");
        rows.push({ key: row.data.rowKey, value: row.data.value });
      });
      if (rows.length > Math.min(written, rowsAtMost))
        throw damaged(`has more than the ${written} rows that were written`);
    }
    return rows;
  }

  async function write(name: string, rows: readonly LookupRow[]): Promise<LookupVersion> {
    const hash = await inSlices(hashInSteps(rows));
    const version = await claimVersion(name, { complete: false, rows: rows.length, hash });
    const partitionKey = versionPartition(name, version);
    const starts = Array.from({ length: Math.ceil(rows.length / rowsAtOnce) }, (_, i) => i * rowsAtOnce);
    await forEachAtOnce(transactionsAtOnce, starts, async (start) => {
      await letOthersRun();
      const actions = rows
        .slice(start, start + rowsAtOnce)
        .map(({ key, value }): TransactionAction => ["upsert", { partitionKey, rowKey: key, value }, "Replace"]);
      await runTransaction(client, { call: `write lookup table ${partitionKey}`, deadlineMs, actions });
    });
    await tableCall(`complete lookup table ${partitionKey}`, deadlineMs, (abortSignal) =>
      client.updateEntity({ partitionKey: name, rowKey: registryKey(version), complete: true }, "Merge", {
        abortSignal,
      }),
    );
    return { name, version, rows: rows.length, hash };
  }

  /** Takes the next free number; two writers at once get two numbers. A number whose claim's answer was lost stays unused. */
  async function claimVersion(
    name: string,
    registered: Omit<z.infer<typeof registrySchema>, "version">,
  ): Promise<number> {
    const call = `claim a version of lookup table ${name}`;
    return takeNumber(call, (await newestVersion(name)) + 1, async (version) => {
      // A header that is gone leaves its rows behind: they are another version's, and no configuration may get them mixed.
      if (await hasRows(name, version)) return false;
      const row = { partitionKey: name, rowKey: registryKey(version), version, ...registered };
      try {
        await tableCall(call, deadlineMs, (abortSignal) => client.createEntity(row, { abortSignal }));
        return true;
      } catch (error) {
        if (meaningOf(error) !== "exists") throw error;
        return false;
      }
    });
  }

  async function newestVersion(name: string): Promise<number> {
    const filter = odata`PartitionKey eq ${name}`;
    const call = `list the versions of lookup table ${name}`;
    const [newest] = await readFirstPage(client, { call, filter, pageSize: 1, deadlineMs });
    // By its key: a header that cannot be read must not keep the table from being imported again.
    return newest === undefined ? 0 : versionOf(newest.rowKey);
  }

  async function hasRows(name: string, version: number): Promise<boolean> {
    const filter = odata`PartitionKey eq ${versionPartition(name, version)}`;
    const call = `look for rows of lookup table ${name}@${version}`;
    return (await readFirstPage(client, { call, filter, pageSize: 1, deadlineMs })).length > 0;
  }
}

/** SHA-256 over the canonical JSON of all rows as pairs, by their keys. */
function* hashInSteps(rows: readonly LookupRow[]): Steps<string> {
  const hash = createHash("sha256");
  let before = "[";
  for (const { key, value } of yield* sortInSteps(rows, (row) => row.key)) {
    hash.update(before).update(JSON.stringify([key, value]));
    before = ",";
    yield;
  }
  return `sha256:${hash.update(rows.length === 0 ? "[]" : "]").digest("hex")}`;
}
