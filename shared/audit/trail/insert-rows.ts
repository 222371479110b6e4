import type { TableClient, TransactionAction } from "@azure/data-tables";
import { canonicalJson } from "../../canonical-json.ts";
import { DependencyError } from "../../dependency-error.ts";
import { forEachAtOnce } from "../../for-each-at-once.ts";
import { readRow } from "../../tables/read-row.ts";
import { runTransaction } from "../../tables/run-transaction.ts";
import { tableCall } from "../../tables/table-call.ts";
import { meaningOf, noAnswer } from "../../tables/table-error.ts";
import { besideRowKey } from "./trail-keys.ts";
import { eventTextOf, type NewRow } from "./trail-row.ts";

/**
 * What came of a row. `stored`: it is there, by this or an earlier try. `taken`: something else is there under all keys it
 * could have, and stays. `refused`: the store will never take it.
 */
export type RowFate = "stored" | "taken" | "refused";

const callDeadlineMs = 5_000;
const singlesAtOnce = 8;

/**
 * Writes rows of one partition, at most as many as a transaction takes. Nothing that is there is ever replaced. Throws a
 * DependencyError when the store does not do it now; then some of the rows may have been stored.
 */
export async function insertRows(client: TableClient, rows: readonly NewRow[]): Promise<readonly RowFate[]> {
  if (rows.length > 1) {
    try {
      const actions = rows.map((row): TransactionAction => ["create", row]);
      await runTransaction(client, { call: "store audit events", deadlineMs: callDeadlineMs, actions });
      return rows.map(() => "stored");
    } catch (error) {
      if (!isAboutRows(error)) throw error;
    }
  }
  // One row that is there already, or that is refused, fails them all: now each for itself.
  return forEachAtOnce(singlesAtOnce, rows, (row) => insertRow(client, row));
}

async function insertRow(client: TableClient, row: NewRow): Promise<RowFate> {
  try {
    await tableCall("store an audit event", callDeadlineMs, (abortSignal) => client.createEntity(row, { abortSignal }));
    return "stored";
  } catch (error) {
    if (meaningOf(error) === "exists") return insertBeside(client, row);
    if (meaningOf(error) === "refused") return "refused";
    throw error;
  }
}

/** The keys are in use: by an earlier try, or by a different event of the same time and id, beside which this one is put. */
async function insertBeside(client: TableClient, row: NewRow): Promise<RowFate> {
  if (await isThere(client, row)) return "stored";
  const rowKey = besideRowKey(row.rowKey, eventTextOf(row) ?? "");
  return rowKey === row.rowKey ? "taken" : insertRow(client, { ...row, rowKey });
}

/** Whether the row in the table is of the same event: an earlier try stored it, or the message came twice. */
async function isThere(client: TableClient, row: NewRow): Promise<boolean> {
  const query = { call: "read an audit event", deadlineMs: callDeadlineMs };
  const found = await readRow(client, query, row.partitionKey, row.rowKey);
  if (found === null)
    throw new DependencyError("store an audit event", true, noAnswer("a row that is there, and is not"));
  const [stored, mine] = [eventTextOf(found), eventTextOf(row)];
  return stored === mine || (stored !== null && mine !== null && isSameJson(stored, mine));
}

function isSameJson(first: string, second: string): boolean {
  try {
    return canonicalJson(JSON.parse(first)) === canonicalJson(JSON.parse(second));
  } catch {
    return false;
  }
}

/** Whether the store's objection is to what is in the request, and not that it cannot serve any. */
const isAboutRows = (error: unknown): boolean => ["exists", "refused"].includes(meaningOf(error) ?? "");
