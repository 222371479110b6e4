import { createHash } from "node:crypto";

/** Where a row stands in its table. */
export type RowKeys = { readonly partitionKey: string; readonly rowKey: string };

/** What an event's place in the trail is derived from. The time is an ISO 8601 instant in UTC, of any precision. */
export type Placed = { readonly id: string; readonly time: string };

/** One hour of the trail is spread over these partitions, so that no single one takes all writes. */
export const trailShards = ["0", "1", "2", "3"] as const;

const instantLength = "2026-11-22T12:35:01.123Z".length;
const hourLength = "2026-11-22T12".length;
const callHashLength = 32;
const positionPattern = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z(?:_[\w.:-]{1,71}(?:~[0-9a-f]{16})?)?$/;

/**
 * An event's place in the order of the trail: its time to the millisecond, then its id. Order of text is order of time,
 * because every such instant is equally long.
 */
export const positionOf = ({ id, time }: Placed): string => `${new Date(time).toISOString()}_${idForKey(id)}`;

/** Above every position. */
export const afterAllPositions = "~";

/** Whether a text is a position or the instant that one begins with. */
export const isPosition = (text: string): boolean =>
  positionPattern.test(text) && !Number.isNaN(Date.parse(instantOf(text)));

/** The instant that a position begins with. */
export const instantOf = (position: string): string => position.slice(0, instantLength);

/** The row of an event in AuditTrail: in its hour, on the shard that follows from its id. */
export function trailKeys(event: Placed): RowKeys {
  const rowKey = positionOf(event);
  return { partitionKey: trailPartition(shardOf(event.id), rowKey), rowKey };
}

/** The partition of a shard that holds a position or instant. The shard comes first: each shard is in order of time. */
export const trailPartition = (shard: string, position: string): string => `${shard}-${position.slice(0, hourLength)}`;

/**
 * The row of a call's event in AuditByCall; the position "" is before all of them. A Call-ID holds any character and a key
 * does not, so calls are told apart by hash. Its first digit makes sixteen partitions, so that the events of a batch go
 * there in few transactions.
 */
export function callKeys(callId: string, position: string): RowKeys {
  const hash = hexDigest(callId).slice(0, callHashLength);
  return { partitionKey: hash.slice(0, 1), rowKey: `${hash}_${position}` };
}

/** The position that is in a row key of AuditByCall. */
export const positionInCallKey = (rowKey: string): string => rowKey.slice(callHashLength + 1);

/** The row key of an event whose own key is in use by a different event of the same time and id. */
export const besideRowKey = (rowKey: string, eventText: string): string =>
  rowKey.includes("~") ? rowKey : `${rowKey}~${hexDigest(eventText).slice(0, 16)}`;

const hexDigest = (text: string): string => createHash("sha256").update(text).digest("hex");

const shardOf = (eventId: string): string =>
  trailShards[Number.parseInt(hexDigest(eventId).slice(0, 2), 16) % trailShards.length] ?? trailShards[0];

/** Ids are UUIDs; one that does not fit into a key goes by its hash. */
const idForKey = (id: string): string => (/^[\w.:-]{1,64}$/.test(id) ? id : `sha256-${hexDigest(id)}`);
