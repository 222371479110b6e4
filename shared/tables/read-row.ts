import type { TableClient } from "@azure/data-tables";
import type { Entity } from "./read-pages.ts";
import { statusOf, tableCall } from "./table-call.ts";

/** One row; null when there is none. `call` says in words what is read. Throws a DependencyError when the store fails. */
export async function readRow(
  client: TableClient,
  { call, deadlineMs }: { readonly call: string; readonly deadlineMs: number },
  partitionKey: string,
  rowKey: string,
): Promise<Entity | null> {
  try {
    return await tableCall(call, deadlineMs, (abortSignal) =>
      client.getEntity<Record<string, unknown>>(partitionKey, rowKey, { abortSignal }),
    );
  } catch (error) {
    if (statusOf(error) === 404) return null;
    throw error;
  }
}
