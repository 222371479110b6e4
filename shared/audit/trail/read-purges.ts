import { DependencyError } from "../../dependency-error.ts";
import { forEachAtOnce } from "../../for-each-at-once.ts";
import { readRow } from "../../tables/read-row.ts";
import { type PurgedData, purgedSchema, purgeSubject } from "../purges/purged-event.ts";
import { readEvent, type TrailEvent } from "../read-event.ts";
import { isUnaltered } from "./judge-row.ts";
import { type ReadableTrail, readCall } from "./read-trail.ts";
import { trailKeys } from "./trail-keys.ts";
import { eventTextOf } from "./trail-row.ts";

/** A purge event that is what it was recorded as. */
export type Purge = { readonly event: TrailEvent; readonly data: PurgedData; readonly text: string };

const purged = "emergency-audit.purged.v1";
const dayMs = 86_400_000;
const pageSize = 50;
const oneEvent = { call: "read an audit event", deadlineMs: 5_000 };
const readingsAtOnce = 8;
/** More than this is not held in memory. */
const rangesAtMost = 200_000;

/** What was purged of a day such as "2026-11-22", as `AuditByCall` has it. Throws a DependencyError when the store fails. */
export async function readPurges(
  tables: ReadableTrail,
  day: string,
  isLate: () => boolean = () => false,
): Promise<readonly Purge[]> {
  const purges: Purge[] = [];
  let ranges = 0;
  const stretch = { callId: purgeSubject(day), after: "", before: null, filters: { type: purged } } as const;
  for await (const { text } of readCall(tables, stretch, { pageSize, ahead: false, isLate })) {
    const purge = purgeOf(text ?? "", day);
    if (purge === null) continue;
    purges.push(purge);
    for (const chain of purge.data.removed) ranges += chain.ranges.length;
    if (ranges > rangesAtMost) throw new DependencyError("read purges", false, new Error("there are too many"));
  }
  return purges;
}

/** The purges that are in the trail itself: `AuditByCall` is an index, not the record. */
export async function confirmPurges({ trail }: ReadableTrail, purges: readonly Purge[]): Promise<readonly Purge[]> {
  const confirmed = await forEachAtOnce(readingsAtOnce, purges, async ({ event, text }) => {
    const { partitionKey, rowKey } = trailKeys(event);
    const row = await readRow(trail, oneEvent, partitionKey, rowKey);
    return row !== null && eventTextOf(row) === text;
  });
  return purges.filter((_, index) => confirmed[index] === true);
}

/** Null for an altered event, and for a purge of events that were too young. */
function purgeOf(text: string, day: string): Purge | null {
  const read = readEvent(text);
  if ("reason" in read || !isUnaltered(read)) return null;
  const { event } = read;
  const data = purgedSchema.safeParse(event.data);
  if (!data.success || event.type !== purged || event.subject !== purgeSubject(day)) return null;
  const { period, window } = data.data;
  const isDue = Date.parse(window.to) + period.days * dayMs <= Date.parse(event.time);
  return isDue ? { event, data: data.data, text } : null;
}
