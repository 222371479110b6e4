import { createHash } from "node:crypto";
import type { TableClient } from "@azure/data-tables";
import * as z from "zod";
import { readRow } from "../../tables/read-row.ts";
import { meaningOf, tableCall } from "../../tables/table-call.ts";

/** What somebody has sent, by its hash. */
export type Sending = { readonly authorId: string; readonly hash: string };

/** The proposal that was made of it. `etag` is that of the row that says so. */
export type Sent = { readonly id: string; readonly etag: string };

/** Which proposal was made of what was sent, in table `Proposals`: sent again, it is the same one. Both throw a DependencyError when the store fails. */
export type SentProposals = {
  /** Null where it was not sent before. */
  readonly find: (sending: Sending) => Promise<Sent | null>;
  /** Notes an id in place of the one that was found before. Returns the id that counts: where it was sent twice at once, that of the faster. */
  readonly note: (sending: Sending, id: string, before: Sent | null) => Promise<string>;
};

const partitionKey = "sent";
const deadlineMs = 5_000;
const rowSchema = z.object({ id: z.string(), etag: z.string() });

export function sentProposals(client: TableClient): SentProposals {
  const find = async (sending: Sending): Promise<Sent | null> => {
    const call = "read which proposal was sent";
    const row = await readRow(client, { call, deadlineMs }, partitionKey, rowKeyOf(sending));
    return rowSchema.safeParse(row).data ?? null;
  };
  return {
    find,
    note: async (sending, id, before) => {
      const row = { partitionKey, rowKey: rowKeyOf(sending), id };
      try {
        await tableCall("note which proposal was sent", deadlineMs, (abortSignal) =>
          before === null
            ? client.createEntity(row, { abortSignal })
            : client.updateEntity(row, "Replace", { etag: before.etag, abortSignal }),
        );
        return id;
      } catch (error) {
        // Another was faster; or the answer to an earlier try was lost, and the row has this id.
        if (!["exists", "changed"].includes(meaningOf(error) ?? "")) throw error;
        return (await find(sending))?.id ?? id;
      }
    },
  };
}

const rowKeyOf = ({ authorId, hash }: Sending): string =>
  createHash("sha256")
    .update(JSON.stringify([authorId, hash]))
    .digest("hex");
