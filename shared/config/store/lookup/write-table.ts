import { setImmediate as letOthersRun } from "node:timers/promises";
import { odata, type TableClient } from "@azure/data-tables";
import { forEachAtOnce } from "../../../for-each-at-once.ts";
import { deletePartition } from "../../../tables/delete-partition.ts";
import { readFirstPage } from "../../../tables/read-pages.ts";
import { meaningOf, tableCall } from "../../../tables/table-call.ts";
import { takeNumber } from "../../../tables/take-number.ts";
import { writeRows } from "../../../tables/write-rows.ts";
import { countRows } from "../../lookup/count-rows.ts";
import { hashOfRows } from "../../lookup/hash-of-rows.ts";
import type { LookupRow } from "../../lookup/lookup-row.ts";
import { headerKey, type LookupVersion, rowsPartition, versionOfKey } from "../../lookup/table-header.ts";

/** Who stores a table, why and when. */
export type Imported = { readonly author: string; readonly reason: string; readonly importedAt: string };

type NewHeader = ReturnType<typeof newHeader>;

/** Earlier releases read by `rows`: it is how many are stored. */
const newHeader = (stored: readonly LookupRow[], { rows, hash }: Pick<LookupVersion, "rows" | "hash">) => ({
  complete: false,
  rows: stored.length,
  fileRows: rows,
  hash,
});

const deadlineMs = 5_000;
/** The client builds a transaction in one go: with as many rows as the store allows, calls would wait for long. */
const rowsAtOnce = 20;
const transactionsAtOnce = 2;

/** Stores rows under the next free version of a table. */
export async function writeNextVersion(
  client: TableClient,
  name: string,
  rows: readonly LookupRow[],
  imported: Imported,
): Promise<LookupVersion> {
  const table = { rows: await countRows(rows), hash: await hashOfRows(rows) };
  const version = await claimNext(client, name, newHeader(rows, table));
  return writeTable(client, { name, version, ...table, ...imported }, rows);
}

/**
 * Stores rows under the version that `stored` names, in place of whatever rows are there. Null when the version has a header
 * by now, and had none before.
 */
export async function writeGivenVersion(
  client: TableClient,
  stored: LookupVersion & Imported,
  rows: readonly LookupRow[],
  hasHeader: boolean,
): Promise<LookupVersion | null> {
  const { name, version } = stored;
  if (!hasHeader && !(await claim(client, name, version, newHeader(rows, stored)))) return null;
  await deletePartition(client, rowsPartition(name, version));
  return writeTable(client, stored, rows);
}

async function writeTable(
  client: TableClient,
  stored: LookupVersion & Imported,
  rows: readonly LookupRow[],
): Promise<LookupVersion> {
  const { name, version, author, reason, importedAt } = stored;
  const partitionKey = rowsPartition(name, version);
  const starts = Array.from({ length: Math.ceil(rows.length / rowsAtOnce) }, (_, i) => i * rowsAtOnce);
  await forEachAtOnce(transactionsAtOnce, starts, async (start) => {
    await letOthersRun();
    const part = rows.slice(start, start + rowsAtOnce).map(({ key, value }) => ({ partitionKey, rowKey: key, value }));
    await writeRows(client, { call: `write lookup table ${partitionKey}`, deadlineMs, rows: part });
  });
  const done = { ...newHeader(rows, stored), complete: true, author, reason, importedAt };
  await tableCall(`complete lookup table ${partitionKey}`, deadlineMs, (abortSignal) =>
    client.updateEntity({ partitionKey: name, rowKey: headerKey(version), ...done }, "Merge", { abortSignal }),
  );
  return { name, version, rows: stored.rows, hash: stored.hash, author, reason, importedAt };
}

/** Takes the next free number; two writers at once get two numbers. A number whose claim's answer was lost stays unused. */
async function claimNext(client: TableClient, name: string, header: NewHeader): Promise<number> {
  const call = `claim a version of lookup table ${name}`;
  return takeNumber(call, (await newestVersion(client, name)) + 1, async (version) => {
    // A header that is gone leaves its rows behind: they are another version's, and no configuration may get them mixed.
    if (await hasRows(client, name, version)) return false;
    return claim(client, name, version, header);
  });
}

/** False when the version has a header already. */
async function claim(client: TableClient, name: string, version: number, header: NewHeader): Promise<boolean> {
  const row = { partitionKey: name, rowKey: headerKey(version), version, ...header };
  try {
    await tableCall(`claim version ${version} of lookup table ${name}`, deadlineMs, (abortSignal) =>
      client.createEntity(row, { abortSignal }),
    );
    return true;
  } catch (error) {
    if (meaningOf(error) !== "exists") throw error;
    return false;
  }
}

/** By its key: a header that cannot be read must not keep the table from being imported again. */
async function newestVersion(client: TableClient, name: string): Promise<number> {
  const filter = odata`PartitionKey eq ${name}`;
  const call = `list the versions of lookup table ${name}`;
  const [newest] = await readFirstPage(client, { call, filter, pageSize: 1, deadlineMs });
  return versionOfKey(newest?.rowKey);
}

async function hasRows(client: TableClient, name: string, version: number): Promise<boolean> {
  const filter = odata`PartitionKey eq ${rowsPartition(name, version)}`;
  const call = `look for rows of lookup table ${name}@${version}`;
  return (await readFirstPage(client, { call, filter, pageSize: 1, deadlineMs })).length > 0;
}
