import type { TableClient, TransactionAction } from "@azure/data-tables";
import { DependencyError } from "../../dependency-error.ts";
import { canonicalJson } from "../../json/canonical-json.ts";
import { eachByItselfTwice } from "../../tables/each-by-itself.ts";
import { isWell } from "../../tables/is-well.ts";
import { readRow } from "../../tables/read-row.ts";
import { runTransaction } from "../../tables/run-transaction.ts";
import { meaningOf, noAnswer, tableCall } from "../../tables/table-call.ts";
import { besideRowKey } from "./trail-keys.ts";
import { eventTextOf, type NewRow } from "./trail-row.ts";

/**
 * How writing a row went. `stored`: it is there, by this or an earlier try. `taken`: all keys that it could have are in use by other
 * events. `refused`: the store will never take it. `open`: it is not known to be stored; `isAlone` when it failed before and after
 * the store took another row of the partition and gave it back.
 */
export type RowFate =
  | { readonly kind: "stored" | "taken" }
  | { readonly kind: "refused"; readonly error: unknown }
  | { readonly kind: "open"; readonly error: unknown; readonly isAlone: boolean };

const callDeadlineMs = 5_000;

/**
 * Writes rows of one partition, at most as many as a transaction takes. Never replaces a row. When a transaction fails, each row is
 * written alone: one of them may be the reason.
 */
export async function insertRows(client: TableClient, rows: readonly NewRow[]): Promise<readonly RowFate[]> {
  if (rows.length > 1 && (await insertTogether(client, rows))) return rows.map(() => ({ kind: "stored" }));
  const isStoreWell = () => isWell(client, rows[0]?.partitionKey ?? "", "create");
  const fates = await eachByItselfTwice(rows, (row) => insertRow(client, row), { isWell: isStoreWell, afterMs: 0 });
  return fates.map((fate) => ("result" in fate ? fate.result : { kind: "open", ...fate }));
}

async function insertTogether(client: TableClient, rows: readonly NewRow[]): Promise<boolean> {
  const actions = rows.map((row): TransactionAction => ["create", row]);
  try {
    await runTransaction(client, { call: "store audit events", deadlineMs: callDeadlineMs, actions });
    return true;
  } catch (error) {
    if (error instanceof DependencyError) return false;
    throw error;
  }
}

async function insertRow(client: TableClient, row: NewRow): Promise<RowFate> {
  try {
    await tableCall("store an audit event", callDeadlineMs, (abortSignal) => client.createEntity(row, { abortSignal }));
    return { kind: "stored" };
  } catch (error) {
    if (meaningOf(error) === "exists") return insertBeside(client, row);
    if (meaningOf(error) === "refused") return { kind: "refused", error };
    throw error;
  }
}

/** The keys are in use: by an earlier try, or by a different event of the same time and id, beside which this one is put. */
async function insertBeside(client: TableClient, row: NewRow): Promise<RowFate> {
  if (await isThere(client, row)) return { kind: "stored" };
  const rowKey = besideRowKey(row.rowKey, eventTextOf(row) ?? "");
  return rowKey === row.rowKey ? { kind: "taken" } : insertRow(client, { ...row, rowKey });
}

/** Whether the row in the table is of the same event: an earlier try stored it, or the message came twice. */
async function isThere(client: TableClient, row: NewRow): Promise<boolean> {
  const call = "read an audit event";
  const found = await readRow(client, { call, deadlineMs: callDeadlineMs }, row.partitionKey, row.rowKey);
  if (found === null) throw new DependencyError(call, true, noAnswer("a row that is there, and is not"));
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
