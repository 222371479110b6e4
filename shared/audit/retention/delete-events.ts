import type { TableClient } from "@azure/data-tables";
import { forEachAtOnce } from "../../for-each-at-once.ts";
import { deleteRows } from "../../tables/delete-rows.ts";
import { groupByTransaction } from "../../tables/group-by-transaction.ts";
import type { ReadableTrail } from "../trail/read-trail.ts";
import { besideRowKey, callKeys, type RowKeys, trailKeys } from "../trail/trail-keys.ts";
import { isOfCall } from "../trail/trail-row.ts";
import type { Choice } from "./choose-rows.ts";
import type { OldEvent } from "./judge-age.ts";

const transactionsAtOnce = 8;

/**
 * Deletes events: first the rows by call that lead to them, then the events themselves, so that whatever is left after a
 * failure is found again by the next purge. What only a decision leads to goes before both. What is gone already is no
 * fault. Throws a DependencyError on failure.
 */
export async function deleteEvents(
  { trail, byCall }: ReadableTrail,
  { purge, reports, strays }: Pick<Choice, "purge" | "reports" | "strays">,
): Promise<void> {
  await deleteAll(trail, reports.map(keysOf));
  await deleteAll(byCall, callRowKeys([...purge, ...reports, ...strays]));
  await deleteAll(trail, purge.map(keysOf));
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

async function deleteAll(client: TableClient, keys: readonly RowKeys[]): Promise<void> {
  const different = new Map(keys.map((each) => [`${each.partitionKey} ${each.rowKey}`, each]));
  const groups = groupByTransaction([...different.values()], ({ partitionKey, rowKey }) => ({ partitionKey, rowKey }));
  await forEachAtOnce(transactionsAtOnce, groups, async (group) => {
    const [first] = group;
    if (first !== undefined)
      await deleteRows(
        client,
        first.partitionKey,
        group.map(({ rowKey }) => rowKey),
      );
  });
}
