import type { TableClient } from "@azure/data-tables";
import { DependencyError } from "../../dependency-error.ts";
import { meaningOf, tableCall } from "../../tables/table-call.ts";

const deadlineMs = 5_000;

type Row = Readonly<Record<string, string | number | boolean | Uint8Array>> & {
  readonly partitionKey: string;
  readonly rowKey: string;
};

/**
 * Writes a row of table `Watch` that was read before, with the ETag that it had, or that was not there (null). Throws a
 * DependencyError when the store fails, and when another instance was quicker: the next run then begins with what that one wrote.
 */
export async function writeRead(client: TableClient, row: Row, etag: string | null): Promise<void> {
  const call = "keep what was watched";
  try {
    await tableCall(call, deadlineMs, (abortSignal) =>
      etag === null
        ? client.createEntity(row, { abortSignal })
        : client.updateEntity(row, "Replace", { etag, abortSignal }),
    );
  } catch (error) {
    if (!["exists", "changed", "absent"].includes(meaningOf(error) ?? "")) throw error;
    throw new DependencyError(call, true, new Error("another instance has changed it"));
  }
}
