import { setImmediate as letOthersRun } from "node:timers/promises";
import { odata, type TableClient } from "@azure/data-tables";
import * as z from "zod";
import { forEachAtOnce } from "../../for-each-at-once.ts";
import { pace } from "../../pace.ts";
import { deletePartition } from "../../tables/delete-partition.ts";
import type { Entity } from "../../tables/entity.ts";
import { groupByTransaction } from "../../tables/group-by-transaction.ts";
import { readPages } from "../../tables/read-pages.ts";
import { rowsPerPage } from "../../tables/table-limits.ts";
import { writeRows } from "../../tables/write-rows.ts";
import type { StoredItem } from "../item-kinds.ts";
import { DamagedVersionError } from "./damaged-version-error.ts";
import { fromRow, type ItemRow, rowKeyOf, toRow, versionPartition } from "./item-row.ts";

/** A version's items, each a row that a person can read (contract section 6). Methods throw a DependencyError when the store fails. */
export type ItemRows = {
  readonly write: (version: number, items: readonly StoredItem[]) => Promise<void>;
  /** All rows that are there; throws a DamagedVersionError when one of them cannot be read. */
  readonly read: (version: number) => Promise<readonly StoredItem[]>;
  /** An item, by its row's key, that has no row; null when every one has. */
  readonly missing: (version: number, items: Iterable<readonly StoredItem[]>) => Promise<string | null>;
  /** The versions of tables that a version lists, of numbers and of places; rows that cannot be read are left out. */
  readonly listedTables: (version: number) => Promise<readonly ListedTable[]>;
  readonly remove: (version: number) => Promise<void>;
};

export type ListedTable = { readonly name: string; readonly version: number };

/** The rows of these two kinds, and of no other, lie between. */
const [firstTable, behindTables] = ["location-table|", "lookup-table}"];

const listedTableSchema = z.object({ name: z.string(), version: z.int() });

const deadlineMs = 5_000;
/**
 * The client parses a page, and builds a transaction, in one go: with as many rows as the store allows, calls would wait for a
 * tenth of a second.
 */
const rowsAPage = 100;
const rowsAtOnce = 20;
const transactionsAtOnce = 2;

export function itemRows(client: TableClient): ItemRows {
  return {
    write,
    read,
    missing,
    listedTables,
    remove: (version) => deletePartition(client, versionPartition(version)),
  };

  async function write(version: number, items: readonly StoredItem[]): Promise<void> {
    const parts = Array.from({ length: Math.ceil(items.length / rowsAtOnce) }, (_, i) =>
      items.slice(i * rowsAtOnce, (i + 1) * rowsAtOnce),
    );
    await forEachAtOnce(transactionsAtOnce, parts, async (part) => {
      const rows = part.map((item) => toRow(version, item));
      for (const group of groupByTransaction(rows, (row) => row)) await writeGroup(version, group);
    });
  }

  async function writeGroup(version: number, rows: readonly ItemRow[]): Promise<void> {
    await letOthersRun();
    await writeRows(client, { call: `write configuration version ${version}`, deadlineMs, rows });
  }

  async function read(version: number): Promise<readonly StoredItem[]> {
    const items: StoredItem[] = [];
    for await (const page of pagesOf(version, rowsAPage)) items.push(...(await itemsOf(version, page)));
    return items;
  }

  async function missing(version: number, items: Iterable<readonly StoredItem[]>): Promise<string | null> {
    const keys = new Set<string>();
    for await (const page of pagesOf(version, rowsPerPage, ["RowKey"]))
      for (const { rowKey } of page) keys.add(String(rowKey));
    return firstWithout(keys, items);
  }

  async function listedTables(version: number): Promise<readonly ListedTable[]> {
    const partition = versionPartition(version);
    const listed: ListedTable[] = [];
    for await (const page of readPages(client, {
      call: `read the tables of configuration version ${version}`,
      filter: odata`PartitionKey eq ${partition} and RowKey ge ${firstTable} and RowKey lt ${behindTables}`,
      pageSize: rowsAPage,
      deadlineMs,
    }))
      for (const row of page) {
        const one = listedTableSchema.safeParse(row);
        if (one.success) listed.push(one.data);
      }
    return listed;
  }

  function pagesOf(version: number, pageSize: number, select?: readonly string[]) {
    return readPages(client, {
      call: `read configuration version ${version}`,
      filter: odata`PartitionKey eq ${versionPartition(version)}`,
      pageSize,
      deadlineMs,
      ahead: true,
      ...(select === undefined ? {} : { select }),
    });
  }
}

async function firstWithout(
  rowKeys: ReadonlySet<string>,
  items: Iterable<readonly StoredItem[]>,
): Promise<string | null> {
  for (const batch of items) {
    for (const item of batch) if (!rowKeys.has(rowKeyOf(item))) return rowKeyOf(item);
    if (pace.isDue()) await pace.rest();
  }
  return null;
}

async function itemsOf(version: number, page: readonly Entity[]): Promise<readonly StoredItem[]> {
  const items: StoredItem[] = [];
  try {
    for (const row of page) {
      items.push(fromRow(row));
      if (pace.isDue()) await pace.rest();
    }
    return items;
  } catch (cause) {
    throw new DamagedVersionError(version, "has a row that cannot be read", cause);
  }
}
