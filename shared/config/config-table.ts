import { odata, type TableClient, type TransactionAction } from "@azure/data-tables";
import { z } from "zod";
import { statusOf, tableCall } from "../tables/table-call.ts";
import type { ConfigDocument } from "./document.ts";
import { documentHash } from "./document-hash.ts";
import { documentItems, documentOf } from "./item-kinds.ts";
import { fromRow, toRow, versionPartition } from "./item-row.ts";

/** Which version is active. `etag` is the pointer row's own: only who holds it can move the pointer. */
export type Pointer = {
  readonly version: number;
  readonly hash: string;
  readonly activatedAt: string;
  readonly etag: string;
};

/** Versions of the configuration in Table Storage (contract section 6). Methods throw a DependencyError when the store fails. */
export type ConfigTable = {
  /** The active version's name; null when no configuration was ever activated. */
  readonly readPointer: () => Promise<Pointer | null>;
  /** A version's content; throws when its rows are missing, unreadable, or do not add up to `hash`. */
  readonly readVersion: (version: number, hash: string) => Promise<ConfigDocument>;
  /** Stores a version's rows; nothing points to it yet. */
  readonly writeVersion: (version: number, document: ConfigDocument) => Promise<void>;
  /** Makes a stored version the first active one; false when there is an active version already. */
  readonly activateFirst: (version: number, hash: string, activatedAt: string) => Promise<boolean>;
};

const pointerRow = { partitionKey: "active", rowKey: "pointer" };
const pointerSchema = z.object({ version: z.int(), hash: z.string(), activatedAt: z.string(), etag: z.string() });

const pointerDeadlineMs = 2_000;
const pageDeadlineMs = 5_000;
/** Table Storage takes at most 100 operations in one transaction. */
const rowsPerTransaction = 100;

export function configTable(client: TableClient): ConfigTable {
  return { readPointer, readVersion, writeVersion, activateFirst };

  async function readPointer(): Promise<Pointer | null> {
    try {
      const row = await tableCall("read the configuration pointer", pointerDeadlineMs, (abortSignal) =>
        client.getEntity(pointerRow.partitionKey, pointerRow.rowKey, { abortSignal }),
      );
      return pointerSchema.parse(row);
    } catch (error) {
      if (statusOf(error) === 404) return null;
      throw error;
    }
  }

  async function readVersion(version: number, hash: string): Promise<ConfigDocument> {
    const filter = odata`PartitionKey eq ${versionPartition(version)}`;
    const pages = client.listEntities({ queryOptions: { filter } }).byPage({ maxPageSize: 1000 });
    const items = [];
    for (;;) {
      const page = await tableCall(`read configuration version ${version}`, pageDeadlineMs, () => pages.next());
      if (page.done === true) break;
      items.push(...page.value.map(fromRow));
    }
    const document = documentOf(items);
    const found = documentHash(document);
    if (found !== hash) throw new Error(`Configuration version ${version} is ${found}, but ${hash} was activated`);
    return document;
  }

  async function writeVersion(version: number, document: ConfigDocument): Promise<void> {
    const rows = documentItems(document).map((item) => toRow(version, item));
    for (let i = 0; i < rows.length; i += rowsPerTransaction) {
      const actions = rows.slice(i, i + rowsPerTransaction).map((row): TransactionAction => ["upsert", row, "Replace"]);
      await tableCall(`write configuration version ${version}`, pageDeadlineMs, (abortSignal) =>
        client.submitTransaction(actions, { abortSignal }),
      );
    }
  }

  async function activateFirst(version: number, hash: string, activatedAt: string): Promise<boolean> {
    try {
      await tableCall("set the configuration pointer", pointerDeadlineMs, (abortSignal) =>
        client.createEntity({ ...pointerRow, version, hash, activatedAt }, { abortSignal }),
      );
      return true;
    } catch (error) {
      if (statusOf(error) !== 409) throw error;
      // The client may have repeated a request whose answer was lost: what counts is whose pointer is stored.
      const pointer = await readPointer();
      return pointer?.version === version && pointer.hash === hash && pointer.activatedAt === activatedAt;
    }
  }
}
