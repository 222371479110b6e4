import { odata, type TableClient } from "@azure/data-tables";
import * as z from "zod";
import { divertSchema } from "../../config/area.ts";
import type { Log } from "../../log.ts";
import { deleteRows } from "../../tables/delete-rows.ts";
import { jsonColumn } from "../../tables/json-column.ts";
import { readPages } from "../../tables/read-pages.ts";
import { tableCall } from "../../tables/table-call.ts";
import { rowsPerPage } from "../../tables/table-limits.ts";
import { type Divert, divertId } from "./divert-events.ts";

/**
 * What is known of a divert. `beganAt`, `endedAt`: when that was noticed, for the time of its event; `isBegunTold`, `isEndTold`: whether
 * that event is safe.
 */
export type KeptDivert = {
  readonly divert: Divert;
  readonly beganAt: string;
  readonly isBegunTold: boolean;
  readonly endedAt: string | null;
  readonly why: "over" | "removed";
  readonly isEndTold: boolean;
};

/** The diverts that began, in table `Watch`, one row each. One instance at a time writes them. All throw a DependencyError. */
export type DivertTable = {
  readonly list: () => Promise<ReadonlyMap<string, KeptDivert>>;
  readonly put: (kept: KeptDivert) => Promise<void>;
  readonly remove: (id: string) => Promise<void>;
};

const partitionKey = "diverts";
const deadlineMs = 5_000;

const rowSchema = z.object({
  divert: jsonColumn.pipe(divertSchema),
  beganAt: z.string(),
  isBegunTold: z.boolean(),
  endedAt: z.string().transform((text) => (text === "" ? null : text)),
  why: z.enum(["over", "removed"]),
  isEndTold: z.boolean(),
});

/** A row that was damaged is removed: its divert is then one that nobody has noticed yet. */
export function divertTable(client: TableClient, log: Pick<Log, "error">): DivertTable {
  const remove = (id: string): Promise<unknown> => deleteRows(client, partitionKey, [id]);
  return {
    list: async () => {
      const filter = odata`PartitionKey eq ${partitionKey}`;
      const kept = new Map<string, KeptDivert>();
      for await (const page of readPages(client, {
        call: "read the diverts",
        filter,
        pageSize: rowsPerPage,
        deadlineMs,
      }))
        for (const row of page) {
          const read = rowSchema.safeParse(row);
          const id = String(row.rowKey);
          if (read.success) kept.set(id, read.data);
          else {
            log.error("the row of a divert is damaged, and is removed", { rowKey: id });
            await remove(id);
          }
        }
      return kept;
    },
    put: async ({ divert, endedAt, ...kept }) => {
      const row = { ...kept, divert: JSON.stringify(divert), endedAt: endedAt ?? "" };
      await tableCall("note a divert", deadlineMs, (abortSignal) =>
        client.upsertEntity({ partitionKey, rowKey: divertId(divert), ...row }, "Replace", { abortSignal }),
      );
    },
    remove: async (id) => {
      await remove(id);
    },
  };
}
