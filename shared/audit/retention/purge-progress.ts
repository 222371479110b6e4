import type { TableClient } from "@azure/data-tables";
import * as z from "zod";
import { leasePartition } from "../../tables/lease.ts";
import { readRow } from "../../tables/read-row.ts";
import { tableCall } from "../../tables/table-call.ts";

/** Which of the periods a pass is for. */
export type PeriodKind = "retention" | "test" | "location";

/** How far purging has come, kept from one run to the next. */
export type PurgeProgress = {
  /** A hash of holds and periods. When these change the sweep begins again. */
  readonly rules: string;
  readonly begunAt: string;
  /** True when every pass of the sweep has reached its end. What becomes due later is still found. */
  readonly isComplete: boolean;
  /** The position of the trail behind which each pass goes on. */
  readonly after: Readonly<Record<PeriodKind, string>>;
  /** The purge events of the last step. Nothing more is removed before they stand in the trail. */
  readonly awaited: readonly AwaitedEvent[];
};

export type AwaitedEvent = { readonly subject: string; readonly id: string; readonly time: string };

/** Methods throw a DependencyError when the store fails. */
export type ProgressTable = {
  /** Null when there is none that can be read. */
  readonly read: () => Promise<PurgeProgress | null>;
  /** Stores it. Resolves with the time by the store's clock, null when its answer has none. */
  readonly write: (progress: PurgeProgress) => Promise<number | null>;
};

const deadlineMs = 2_000;
const rowKey = "purge-audit-progress";
const rowSchema = z.object({ progress: z.string() });
const progressSchema = z.object({
  rules: z.string(),
  begunAt: z.iso.datetime(),
  isComplete: z.boolean(),
  after: z.object({ retention: z.string(), test: z.string(), location: z.string().default("") }),
  awaited: z.array(z.object({ subject: z.string(), id: z.string(), time: z.iso.datetime() })),
});

function progressOf(text: string | undefined): PurgeProgress | null {
  try {
    return progressSchema.parse(JSON.parse(text ?? ""));
  } catch {
    return null;
  }
}

/** Progress is a row beside the leases. */
export function progressTable(client: TableClient): ProgressTable {
  return {
    read: async () => {
      const row = await readRow(client, { call: "read how far purging has come", deadlineMs }, leasePartition, rowKey);
      return progressOf(rowSchema.safeParse(row).data?.progress);
    },
    write: async (progress) => {
      const row = { partitionKey: leasePartition, rowKey, progress: JSON.stringify(progress) };
      const { date } = await tableCall("keep how far purging has come", deadlineMs, (abortSignal) =>
        client.upsertEntity(row, "Replace", { abortSignal }),
      );
      return date === undefined ? null : date.getTime();
    },
  };
}
