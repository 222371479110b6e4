import { odata, type TableClient } from "@azure/data-tables";
import * as z from "zod";
import { readFirstPage } from "../../tables/read-pages.ts";
import { readRow } from "../../tables/read-row.ts";
import { meaningOf, tableCall } from "../../tables/table-call.ts";
import { DamagedPointerError } from "./damaged-version-error.ts";
import type { ActiveVersion, Pointer } from "./pointer.ts";
import { type VersionContent, versionContent } from "./version-content.ts";
import {
  fromHeaderRow,
  headerPartition,
  headerRowKey,
  type StoredHeader,
  toHeaderRow,
  type VersionHeader,
} from "./version-header.ts";

/** The configuration in Table Storage (contract section 6). Methods throw a DependencyError when the store fails, and a DamagedPointerError. */
export type ConfigTable = VersionContent & {
  /** The active version's name; null when no configuration was ever activated. */
  readonly readPointer: () => Promise<Pointer | null>;
  /** Points to another version; false when the pointer is not `from` any more. */
  readonly movePointer: (from: Pointer | null, to: ActiveVersion) => Promise<boolean>;
  /** Ends the trial of the active version, which stays; false when the pointer is not `from` any more. */
  readonly endTrial: (from: Pointer) => Promise<boolean>;
  /** Takes a version's number by storing its header; false when it is taken. `claim` is a new id of the caller. */
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

const pointerRow = { partitionKey: "active", rowKey: "pointer" };
/** A row whose trial cannot be read is that of a version that stays: calls need it. */
const pointerSchema = z
  .object({
    version: z.int(),
    hash: z.string(),
    activatedAt: z.string(),
    etag: z.string(),
    revertAt: z.string().nullable().catch(null).default(null),
    revertTo: z.int().nullable().catch(null).default(null),
  })
  .transform(({ revertAt, revertTo, ...active }) => ({
    ...active,
    trial: revertAt === null || revertTo === null ? null : { revertAt, revertTo },
  }));

const rowDeadlineMs = 2_000;
const pageDeadlineMs = 5_000;

/** `onDamagedCopy` runs for a version whose packed copy does not add up. */
export function configTable(client: TableClient, onDamagedCopy?: (version: number) => void): ConfigTable {
  return {
    readPointer,
    movePointer,
    endTrial,
    ...versionContent(client, onDamagedCopy),
    claimVersion,
    readHeader,
    listHeaders,
    markHeader,
  };

  async function readPointer(): Promise<Pointer | null> {
    const call = "read the configuration pointer";
    const row = await readRow(client, { call, deadlineMs: rowDeadlineMs }, pointerRow.partitionKey, pointerRow.rowKey);
    if (row === null) return null;
    const read = pointerSchema.safeParse(row);
    if (read.success) return read.data;
    throw new DamagedPointerError({ cause: read.error });
  }

  async function movePointer(from: Pointer | null, to: ActiveVersion): Promise<boolean> {
    const { version, hash, activatedAt, trial } = to;
    const row = { ...pointerRow, version, hash, activatedAt, ...(trial ?? {}) };
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
      if (isTaken(error)) return false;
      throw error;
    }
  }

  async function endTrial({ etag, version, hash, activatedAt }: Pointer): Promise<boolean> {
    const row = { ...pointerRow, version, hash, activatedAt };
    try {
      await tableCall("end the trial of a configuration", rowDeadlineMs, (abortSignal) =>
        client.updateEntity(row, "Replace", { etag, abortSignal }),
      );
      return true;
    } catch (error) {
      const pointer = await readPointer();
      if (pointer?.version === version && pointer.trial === null) return true;
      if (isTaken(error)) return false;
      throw error;
    }
  }

  async function claimVersion(header: VersionHeader, claim: string): Promise<boolean> {
    try {
      await tableCall(`claim configuration version ${header.version}`, rowDeadlineMs, (abortSignal) =>
        client.createEntity(toHeaderRow(header, claim), { abortSignal }),
      );
      return true;
    } catch (error) {
      if (!isTaken(error)) throw error;
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
    return rows.flatMap((row) => fromHeaderRow(row) ?? []);
  }

  async function markHeader(version: number, marks: object): Promise<void> {
    const row = { ...marks, partitionKey: headerPartition, rowKey: headerRowKey(version) };
    await tableCall("mark a configuration's header", rowDeadlineMs, (abortSignal) =>
      client.updateEntity(row, "Merge", { abortSignal }),
    );
  }
}

/** A row that is there already, or is not what it was. */
const isTaken = (error: unknown): boolean => meaningOf(error) === "exists" || meaningOf(error) === "changed";
