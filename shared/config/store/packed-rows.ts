import { setImmediate as letOthersRun } from "node:timers/promises";
import { odata, type TableClient } from "@azure/data-tables";
import * as z from "zod";
import { deletePartition } from "../../tables/delete-partition.ts";
import { readPages } from "../../tables/read-pages.ts";
import { joinBytes, splitBytes } from "../../tables/split-bytes.ts";
import { writeRows } from "../../tables/write-rows.ts";
import type { PackedItems } from "./packed-items.ts";

/** A version's packed copy in Table Storage. Methods throw a DependencyError when the store fails. */
export type PackedRows = {
  readonly write: (version: number, packed: PackedItems) => Promise<void>;
  /** What is there, complete or not; no parts where there is no copy. */
  readonly read: (version: number) => Promise<PackedItems>;
  readonly remove: (version: number) => Promise<void>;
};

const deadlineMs = 5_000;
/** The client parses a page, and builds a transaction, in one go: calls wait for it. */
const rowsAtOnce = 25;
const formatSchema = z.object({ format: z.int() });

const partitionOf = (version: number): string => `packed-${version}`;
/** By text in the order of the parts. */
const rowKeyOf = (part: number): string => String(part).padStart(6, "0");

export const packedRows = (client: TableClient): PackedRows => ({
  write: async (version, { format, parts }) => {
    for (let from = 0; from < parts.length; from += rowsAtOnce) {
      await letOthersRun();
      const rows = parts.slice(from, from + rowsAtOnce).map((part, i) => {
        const keys = { partitionKey: partitionOf(version), rowKey: rowKeyOf(from + i) };
        return { ...keys, format, ...splitBytes("items", part) };
      });
      await writeRows(client, { call: `write configuration version ${version}, packed`, deadlineMs, rows });
    }
  },

  read: async (version) => {
    const formats = new Set<number>();
    const parts: Uint8Array[] = [];
    const pages = readPages(client, {
      call: `read configuration version ${version}`,
      filter: odata`PartitionKey eq ${partitionOf(version)}`,
      pageSize: rowsAtOnce,
      deadlineMs,
      ahead: true,
    });
    for await (const page of pages)
      for (const row of page) {
        formats.add(formatSchema.safeParse(row).data?.format ?? 0);
        parts.push(joinBytes("items", row));
      }
    const [format = 0, ...others] = formats;
    return { format: others.length === 0 ? format : 0, parts };
  },

  remove: (version) => deletePartition(client, partitionOf(version)),
});
