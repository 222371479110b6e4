import type { Hub, Hubs, Partition } from "./hubs.ts";

/** What an address can name. With the address of a hub, the partition follows from the partition key. */
export type Entity =
  | { readonly kind: "hub"; readonly hub: Hub }
  | { readonly kind: "partition"; readonly hub: Hub; readonly partition: Partition }
  | { readonly kind: "consumer"; readonly hub: Hub; readonly partition: Partition; readonly consumerGroup: string }
  | { readonly kind: "management"; readonly hub: Hub };

/** The path in a link address (`hub/Partitions/0`) or a token audience (`sb://host:port/hub/Partitions/0`), lower case. */
export function entityPath(address: string): string {
  const path = address.replace(/^[a-z]+:\/\/[^/]*/i, "").replace(/^\/+|\/+$/g, "");
  return path.toLowerCase();
}

/** Finds what a path names. Returns null when there is no such hub, partition or consumer group. */
export function findEntity(hubs: Hubs, path: string): Entity | null {
  const [hubName = "", ...rest] = path.split("/");
  const hub = hubs.get(hubName);
  if (hub === undefined) return null;
  if (rest.length === 0) return { kind: "hub", hub };
  if (rest.length === 1) return rest[0] === "$management" ? { kind: "management", hub } : null;
  if (rest.length === 2) return findPartition(hub, rest);
  return findConsumer(hub, rest);
}

function findPartition(hub: Hub, [word, id]: readonly string[]): Extract<Entity, { kind: "partition" }> | null {
  const partition = hub.partitions.find((candidate) => candidate.id === id);
  return word === "partitions" && partition ? { kind: "partition", hub, partition } : null;
}

function findConsumer(hub: Hub, [word, consumerGroup = "", ...rest]: readonly string[]): Entity | null {
  if (word !== "consumergroups" || !hub.consumerGroups.has(consumerGroup) || rest.length !== 2) return null;
  const found = findPartition(hub, rest);
  return found && { kind: "consumer", hub, partition: found.partition, consumerGroup };
}
