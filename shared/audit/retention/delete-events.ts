import type { TableClient } from "@azure/data-tables";
import { forEachAtOnce } from "../../for-each-at-once.ts";
import { deleteWhatGoes } from "../../tables/delete-rows.ts";
import { groupByTransaction } from "../../tables/group-by-transaction.ts";
import type { ReadableTrail } from "../trail/read-trail.ts";
import { besideRowKey, callKeys, type RowKeys, trailKeys } from "../trail/trail-keys.ts";
import { isOfCall } from "../trail/trail-row.ts";
import type { DeletableEvents, OldEvent } from "./old-event.ts";

const transactionsAtOnce = 8;

/**
 * Deletes events: first the rows by call that lead to them, then the events themselves, so that the next purge finds what is left
 * after a failure. Outcomes of test calls, to which only decisions lead, go before both. A row that is gone already is no error.
 * Resolves with how many rows the store would not delete though it deletes others; throws a DependencyError when it deletes none.
 */
export async function deleteEvents(
  { trail, byCall }: ReadableTrail,
  { purge, reports, strays }: DeletableEvents,
): Promise<number> {
  const leftOfReports = await deleteAll(trail, reports.map(keysOf));
  const leftByCall = await deleteAll(byCall, callRowKeys([...purge, ...reports, ...strays]));
  const findable = purge.filter((old) => !callRowKeys([old]).some((keys) => leftByCall.has(nameOf(keys))));
  const left = await deleteAll(trail, findable.map(keysOf));
  return leftOfReports.size + leftByCall.size + left.size;
}

const keysOf = ({ keys }: OldEvent): RowKeys => keys;

function callRowKeys(events: readonly OldEvent[]): readonly RowKeys[] {
  const timesAndIds = new Map<string, number>();
  for (const { event } of events) {
    const { rowKey } = trailKeys(event);
    timesAndIds.set(rowKey, (timesAndIds.get(rowKey) ?? 0) + 1);
  }
  return events.flatMap(({ event, keys, text }) => {
    if (!isOfCall(event)) return [];
    const { rowKey } = trailKeys(event);
    const own = callKeys(event.subject, rowKey);
    // Of events with the same time and id one stands beside the other, by call as in the trail.
    const isAlone = keys.rowKey === rowKey && timesAndIds.get(rowKey) === 1;
    return isAlone ? [own] : [own, { ...own, rowKey: besideRowKey(own.rowKey, text) }];
  });
}

const nameOf = ({ partitionKey, rowKey }: RowKeys): string => `${partitionKey} ${rowKey}`;

/** Which rows are left, by their names. */
async function deleteAll(client: TableClient, keys: readonly RowKeys[]): Promise<ReadonlySet<string>> {
  const left = new Set<string>();
  const different = new Map(keys.map((each) => [nameOf(each), each]));
  const groups = groupByTransaction([...different.values()], ({ partitionKey, rowKey }) => ({ partitionKey, rowKey }));
  await forEachAtOnce(transactionsAtOnce, groups, async (group) => {
    const partitionKey = group[0]?.partitionKey ?? "";
    const rowKeys = group.map(({ rowKey }) => rowKey);
    for (const { rowKey } of await deleteWhatGoes(client, partitionKey, rowKeys))
      left.add(nameOf({ partitionKey, rowKey }));
  });
  return left;
}
