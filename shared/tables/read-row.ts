import type { TableClient } from "@azure/data-tables";
import type { Entity } from "./entity.ts";
import { meaningOf, noAnswer, tableCall } from "./table-call.ts";

export type RowQuery = {
  /** What is being read, in words, for the error when that fails. */
  readonly call: string;
  readonly deadlineMs: number;
  /** The columns that are wanted beside the keys; all of them when none is named. */
  readonly select?: readonly string[];
};

/**
 * One row; null when the store says that there is none. Throws a DependencyError when the store fails, has no such table, or
 * answers with something else than this row.
 */
export async function readRow(
  client: TableClient,
  query: RowQuery,
  partitionKey: string,
  rowKey: string,
): Promise<Entity | null> {
  return (await readRowAt(client, query, partitionKey, rowKey))?.row ?? null;
}

/** The same, and the instant that the store put on its answer, in milliseconds since the epoch. */
export async function readRowAt(
  client: TableClient,
  { call, deadlineMs, select }: RowQuery,
  partitionKey: string,
  rowKey: string,
): Promise<{ readonly row: Entity; readonly storeMs: number } | null> {
  const queryOptions = select === undefined ? {} : { select: ["partitionKey", "rowKey", ...select] };
  try {
    return await tableCall(call, deadlineMs, async (abortSignal) => {
      let storeMs = Number.NaN;
      const row = await client.getEntity<Record<string, unknown>>(partitionKey, rowKey, {
        abortSignal,
        queryOptions,
        onResponse: ({ headers }) => {
          storeMs = Date.parse(headers.get("date") ?? "");
        },
      });
      if (row.partitionKey !== partitionKey || row.rowKey !== rowKey) throw noAnswer("200 with another row");
      return { row, storeMs };
    });
  } catch (error) {
    if (meaningOf(error) === "absent") return null;
    throw error;
  }
}
