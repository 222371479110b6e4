import { createHash } from "node:crypto";
import { odata, type TableClient } from "@azure/data-tables";
import * as z from "zod";
import { describeError, type Log } from "../../log.ts";
import { deleteRows } from "../../tables/delete-rows.ts";
import { readFirstPage } from "../../tables/read-pages.ts";
import { joinText, splitText } from "../../tables/split-text.ts";
import { tableCall, tableErrorOf } from "../../tables/table-call.ts";

/** Which calls got new events in the trail, and have not been looked at since. */
export type ArrivalTable = {
  /**
   * Notes calls whose events are in the trail now. Noted again, they are looked at again, which changes nothing. Throws a
   * DependencyError when the store fails.
   */
  readonly note: (callIds: readonly string[]) => Promise<void>;
  /** The oldest notes. `isAll`: there are no others. */
  readonly read: () => Promise<{ readonly notes: readonly Arrival[]; readonly isAll: boolean }>;
  readonly remove: (notes: readonly Arrival[]) => Promise<void>;
};

export type Arrival = { readonly rowKey: string; readonly callIds: readonly string[] };

const partitionKey = "arrivals";
const deadlineMs = 5_000;
/** Each has the calls of a batch of messages. */
const notesAtOnce = 50;

/** A row is never written twice with different calls, so that one that was looked at can be removed. */
export const arrivalTable = (client: TableClient, { log, now }: { log: Log; now: () => number }): ArrivalTable => ({
  note: async (callIds) => {
    const text = JSON.stringify([...new Set(callIds)]);
    const hash = createHash("sha256").update(text).digest("hex").slice(0, 32);
    const row = { partitionKey, rowKey: `${new Date(now()).toISOString()}_${hash}`, ...splitText("calls", text) };
    try {
      await tableCall("note calls to look at", deadlineMs, (abortSignal) =>
        client.upsertEntity(row, "Replace", { abortSignal }),
      );
    } catch (error) {
      // The trail goes before the watch: it must not stand still because somebody has not made the other's table.
      if (!isWithoutTable(error)) throw error;
      log.error("calls are not watched: there is no table Watch", { error: describeError(error) });
    }
  },
  read: async () => {
    const filter = odata`PartitionKey eq ${partitionKey}`;
    const page = await readFirstPage(client, {
      call: "read calls to look at",
      filter,
      pageSize: notesAtOnce,
      deadlineMs,
    });
    const notes = page.map((row) => ({ rowKey: String(row.rowKey), callIds: callIdsIn(joinText("calls", row)) }));
    return { notes, isAll: page.length < notesAtOnce };
  },
  remove: async (notes) => {
    if (notes.length === 0) return;
    await deleteRows(
      client,
      partitionKey,
      notes.map(({ rowKey }) => rowKey),
    );
  },
});

const isWithoutTable = (error: unknown): boolean =>
  error instanceof Error && tableErrorOf(error.cause)?.code === "TableNotFound";

function callIdsIn(text: string | null): readonly string[] {
  try {
    return z.array(z.string()).parse(JSON.parse(text ?? "[]"));
  } catch {
    return [];
  }
}
