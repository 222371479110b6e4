import type { TableClient, TransactionAction } from "@azure/data-tables";
import { DependencyError } from "../dependency-error.ts";
import { describeError } from "../log.ts";
import { eachByItselfTwice, type LastFate } from "./each-by-itself.ts";
import { isWell } from "./is-well.ts";
import { runTransaction } from "./run-transaction.ts";
import { tableCall } from "./table-call.ts";

/** Rows that a store does not take, again and again, while it takes others of the same partition. */
export class RefusedRowsError extends Error {
  override readonly name = "RefusedRowsError";
  readonly rows: readonly { readonly rowKey: string; readonly why: string }[];

  constructor(call: string, rows: RefusedRowsError["rows"]) {
    super(`${call} failed: ${rows.length} rows are not taken`);
    this.rows = rows;
  }
}

type Row = Readonly<Record<string, string | number | boolean | Uint8Array>> & {
  readonly partitionKey: string;
  readonly rowKey: string;
};

export type RowsToWrite = {
  /** What is written, in words, for the error when that fails. */
  readonly call: string;
  readonly deadlineMs: number;
  /** At most 100, of one partition. */
  readonly rows: readonly Row[];
};

const secondTryAfterMs = 500;

/**
 * Puts rows, replacing what is there. A transaction that failed is taken apart; throws a RefusedRowsError that names the rows that
 * are not taken though others are, and a DependencyError when it is the store that fails. Then some may be written.
 */
export async function writeRows(client: TableClient, { call, deadlineMs, rows }: RowsToWrite): Promise<void> {
  try {
    const actions = rows.map((row): TransactionAction => ["upsert", row, "Replace"]);
    await runTransaction(client, { call, deadlineMs, actions });
  } catch (error) {
    if (!(error instanceof DependencyError)) throw error;
    const isStoreWell = () => isWell(client, rows[0]?.partitionKey ?? "", "upsert");
    const put = (row: Row) =>
      tableCall(call, deadlineMs, (abortSignal) => client.upsertEntity(row, "Replace", { abortSignal }));
    const again = { isWell: isStoreWell, afterMs: secondTryAfterMs };
    const failed = failedOf(rows, await eachByItselfTwice(rows, put, again));
    if (failed.length === 0) return;
    if (failed.some(({ isAlone }) => !isAlone) || !(await isStoreWell())) throw failed[0]?.error;
    throw new RefusedRowsError(
      call,
      failed.map(({ row, error: why }) => ({ rowKey: row.rowKey, why: describeError(why) })),
    );
  }
}

type Failed = { readonly row: Row; readonly error: unknown; readonly isAlone: boolean };

const failedOf = (rows: readonly Row[], fates: readonly LastFate<unknown>[]): readonly Failed[] =>
  rows.flatMap((row, index) => {
    const fate = fates[index];
    return fate === undefined || "result" in fate ? [] : [{ row, ...fate }];
  });
