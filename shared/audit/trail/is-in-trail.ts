import { readRow } from "../../tables/read-row.ts";
import type { AuditEvent } from "../audit-event.ts";
import { readEvent } from "../read-event.ts";
import { isUnaltered } from "./judge-row.ts";
import type { ReadableTrail } from "./read-trail.ts";
import { trailKeys } from "./trail-keys.ts";
import { eventTextOf } from "./trail-row.ts";

const look = { call: "look for an audit event", deadlineMs: 5_000 };

/**
 * Whether the trail has an unaltered event of this id and time. An event that is still on its way is not found. Throws a
 * DependencyError when the store fails.
 */
export async function isInTrail({ trail }: Pick<ReadableTrail, "trail">, event: AuditEvent): Promise<boolean> {
  const { partitionKey, rowKey } = trailKeys(event);
  const row = await readRow(trail, look, partitionKey, rowKey);
  const read = row === null ? null : readEvent(eventTextOf(row) ?? "");
  return read !== null && !("reason" in read) && read.event.id === event.id && isUnaltered(read);
}
