import { setImmediate as letOthersRun } from "node:timers/promises";
import { odata, type TableClient, type TransactionAction } from "@azure/data-tables";
import * as z from "zod";
import { forEachAtOnce } from "../for-each-at-once.ts";
import { inSlices, mapInSlices } from "../in-slices.ts";
import { deleteRows } from "../tables/delete-rows.ts";
import { groupByTransaction } from "../tables/group-by-transaction.ts";
import { type Entity, readFirstPage, readPages } from "../tables/read-pages.ts";
import { readRow } from "../tables/read-row.ts";
import { statusOf, tableCall } from "../tables/table-call.ts";
import { rowsPerTransaction } from "../tables/table-limits.ts";
import type { ConfigDocument } from "./document.ts";
import { hashInSteps } from "./document-hash.ts";
import { documentOf, itemsInSteps, type StoredItem } from "./item-kinds.ts";
import { fromRow, type ItemRow, toRow, versionPartition } from "./item-row.ts";
import {
  fromHeaderRow,
  headerPartition,
  headerRowKey,
  type StoredHeader,
  toHeaderRow,
  type VersionHeader,
} from "./version-header.ts";

/** Which version is active. `etag` is the pointer row's own: only who holds it can move the pointer. */
export type Pointer = ActiveVersion & { readonly etag: string };

export type ActiveVersion = { readonly version: number; readonly hash: string; readonly activatedAt: string };

/** The configuration in Table Storage (contract section 6). Methods throw a DependencyError when the store fails. */
export type ConfigTable = {
  /** The active version's name; null when no configuration was ever activated. */
  readonly readPointer: () => Promise<Pointer | null>;
  /** Points to another version; false when the pointer is not `from` any more. */
  readonly movePointer: (from: Pointer | null, to: ActiveVersion) => Promise<boolean>;
  /** A version's content; throws a DamagedVersionError when its rows are unreadable or do not add up to `hash`. */
  readonly readVersion: (version: number, hash: string) => Promise<ConfigDocument>;
  /** Stores a version's rows; nothing points to it yet. */
  readonly writeVersion: (version: number, document: ConfigDocument) => Promise<void>;
  /** Removes a version's rows. */
  readonly deleteVersion: (version: number) => Promise<void>;
  /** Takes a version's number by storing its header; false when another has it. `claim` is whoever asks, told apart from all others. */
  readonly claimVersion: (header: VersionHeader, claim: string) => Promise<boolean>;
  /** Null when there is none of that number. */
  readonly readHeader: (version: number) => Promise<StoredHeader | null>;
  /** Newest first, from a version on downwards. */
  readonly listHeaders: (options: {
    readonly from?: number;
    readonly atMost: number;
  }) => Promise<readonly StoredHeader[]>;
  readonly markHeader: (
    version: number,
    marks: {
      readonly activatedAt?: string;
      readonly auditedAt?: string;
      readonly live?: true;
      readonly cleared?: true;
    },
  ) => Promise<void>;
};

/** What the store holds under a version is not what was activated: rows are missing, edited, or cannot be read. */
export class DamagedVersionError extends Error {
  override readonly name = "DamagedVersionError";
  readonly version: number;

  constructor(version: number, what: string, cause?: unknown) {
    super(`Configuration version ${version} ${what}`, { cause });
    this.version = version;
  }
}

const pointerRow = { partitionKey: "active", rowKey: "pointer" };
const pointerSchema = z.object({ version: z.int(), hash: z.string(), activatedAt: z.string(), etag: z.string() });

const rowDeadlineMs = 2_000;
const pageDeadlineMs = 5_000;
/**
 * The client takes a page apart, and puts a transaction together, in one go: with as many rows as the store allows, calls
 * would wait for a tenth of a second.
 */
const rowsAPage = 100;
const rowsAtOnce = 20;
const transactionsAtOnce = 2;

export function configTable(client: TableClient): ConfigTable {
  return {
    readPointer,
    movePointer,
    readVersion,
    writeVersion,
    deleteVersion,
    claimVersion,
    readHeader,
    listHeaders,
    markHeader,
  };

  async function readPointer(): Promise<Pointer | null> {
    const call = "read the configuration pointer";
    const row = await readRow(client, { call, deadlineMs: rowDeadlineMs }, pointerRow.partitionKey, pointerRow.rowKey);
    return row === null ? null : pointerSchema.parse(row);
  }

  async function movePointer(from: Pointer | null, to: ActiveVersion): Promise<boolean> {
    const { version, hash, activatedAt } = to;
    const row = { ...pointerRow, version, hash, activatedAt };
    try {
      await tableCall("move the configuration pointer", rowDeadlineMs, (abortSignal) =>
        from === null
          ? client.createEntity(row, { abortSignal })
          : client.updateEntity(row, "Replace", { etag: from.etag, abortSignal }),
      );
      return true;
    } catch (error) {
      // The answer to this or an earlier try may have been lost: what counts is where the pointer points. A number has one owner.
      if ((await readPointer())?.version === version) return true;
      if (isRefused(error)) return false;
      throw error;
    }
  }

  async function readVersion(version: number, hash: string): Promise<ConfigDocument> {
    const items: StoredItem[] = [];
    for await (const page of pagesOf(version)) items.push(...(await itemsOf(version, page)));
    const document = documentOf(items);
    const found = await inSlices(hashInSteps(document));
    if (found !== hash) throw new DamagedVersionError(version, `is ${found}, but ${hash} was activated`);
    return document;
  }

  async function writeVersion(version: number, document: ConfigDocument): Promise<void> {
    const items = await inSlices(itemsInSteps(document));
    const parts = Array.from({ length: Math.ceil(items.length / rowsAtOnce) }, (_, i) =>
      items.slice(i * rowsAtOnce, (i + 1) * rowsAtOnce),
    );
    await forEachAtOnce(transactionsAtOnce, parts, async (part) => {
      const rows = part.map((item) => toRow(version, item));
      for (const group of groupByTransaction(rows, (row) => row)) await writeRows(version, group);
    });
  }

  async function writeRows(version: number, rows: readonly ItemRow[]): Promise<void> {
    await letOthersRun();
    const actions = rows.map((row): TransactionAction => ["upsert", row, "Replace"]);
    await tableCall(`write configuration version ${version}`, pageDeadlineMs, (abortSignal) =>
      client.submitTransaction(actions, { abortSignal }),
    );
  }

  async function deleteVersion(version: number): Promise<void> {
    for await (const page of pagesOf(version, ["PartitionKey", "RowKey"])) {
      const rowKeys = page.flatMap(({ rowKey }) => rowKey ?? []);
      for (let i = 0; i < rowKeys.length; i += rowsPerTransaction)
        await deleteRows(client, versionPartition(version), rowKeys.slice(i, i + rowsPerTransaction));
    }
  }

  function pagesOf(version: number, select?: readonly string[]) {
    return readPages(client, {
      call: `read configuration version ${version}`,
      filter: odata`PartitionKey eq ${versionPartition(version)}`,
      pageSize: rowsAPage,
      deadlineMs: pageDeadlineMs,
      ahead: true,
      ...(select === undefined ? {} : { select }),
    });
  }

  async function claimVersion(header: VersionHeader, claim: string): Promise<boolean> {
    try {
      await tableCall(`claim configuration version ${header.version}`, rowDeadlineMs, (abortSignal) =>
        client.createEntity(toHeaderRow(header, claim), { abortSignal }),
      );
      return true;
    } catch (error) {
      if (!isRefused(error)) throw error;
      // The client may have repeated a claim whose answer was lost.
      return (await readHeader(header.version))?.claim === claim;
    }
  }

  async function readHeader(version: number): Promise<StoredHeader | null> {
    const call = "read a configuration's header";
    const row = await readRow(client, { call, deadlineMs: rowDeadlineMs }, headerPartition, headerRowKey(version));
    return row === null ? null : fromHeaderRow(row);
  }

  async function listHeaders({
    from,
    atMost,
  }: {
    readonly from?: number;
    readonly atMost: number;
  }): Promise<readonly StoredHeader[]> {
    const rows = await readFirstPage(client, {
      call: "list the configuration's versions",
      filter: odata`PartitionKey eq ${headerPartition} and RowKey ge ${from === undefined ? "" : headerRowKey(from)}`,
      pageSize: atMost,
      deadlineMs: pageDeadlineMs,
    });
    return rows.map(fromHeaderRow);
  }

  async function markHeader(version: number, marks: object): Promise<void> {
    const row = { ...marks, partitionKey: headerPartition, rowKey: headerRowKey(version) };
    await tableCall("mark a configuration's header", rowDeadlineMs, (abortSignal) =>
      client.updateEntity(row, "Merge", { abortSignal }),
    );
  }
}

async function itemsOf(version: number, page: readonly Entity[]): Promise<readonly StoredItem[]> {
  try {
    return await mapInSlices(page, fromRow);
  } catch (cause) {
    throw new DamagedVersionError(version, "has a row that cannot be read", cause);
  }
}

/** A row that is there already, or is not what it was. */
const isRefused = (error: unknown): boolean => statusOf(error) === 409 || statusOf(error) === 412;
