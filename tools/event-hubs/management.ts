import type { Hub, Partition } from "./hubs.ts";
import type { Broker, Client } from "./links.ts";
import type { Answer, Request } from "./request-response.ts";

/** How Event Hubs says "never": .NET's DateTime.MinValue. */
const NEVER = new Date("0001-01-01T00:00:00.000Z");

/** Answers READ of a hub's or a partition's properties. */
export function answerRead({ application_properties }: Request, client: Client, broker: Broker): Answer {
  const { operation, type, name, partition: partitionId } = application_properties;
  if (operation !== "READ") return { statusCode: 400, description: `$management knows no operation '${operation}'.` };
  if (!client.grants.cover(`${name.toLowerCase()}/$management`)) {
    return { statusCode: 401, description: `No valid token was sent for '${name}'.` };
  }
  const hub = broker.hubs.get(name.toLowerCase());
  if (!hub) return notFound(name);
  if (type === "com.microsoft:eventhub") return { statusCode: 200, description: "OK", body: hubProperties(hub) };
  const partition = hub.partitions.find(({ id }) => id === partitionId);
  if (type !== "com.microsoft:partition" || !partition) return notFound(`${name}/Partitions/${partitionId}`);
  return { statusCode: 200, description: "OK", body: partitionProperties(hub, partition) };
}

function notFound(entity: string): Answer {
  return { statusCode: 404, description: `The messaging entity '${entity}' could not be found.` };
}

function hubProperties({ name, createdAt, partitions }: Hub) {
  return {
    name,
    type: "com.microsoft:eventhub",
    created_at: createdAt,
    partition_count: partitions.length,
    partition_ids: partitions.map(({ id }) => id),
  };
}

function partitionProperties({ name }: Hub, { id, log }: Partition) {
  const newest = log.newest();
  return {
    name,
    type: "com.microsoft:partition",
    partition: id,
    begin_sequence_number: log.oldest()?.sequenceNumber ?? 0,
    last_enqueued_sequence_number: newest?.sequenceNumber ?? -1,
    last_enqueued_offset: String(newest?.offset ?? -1),
    last_enqueued_time_utc: newest ? new Date(newest.enqueuedMs) : NEVER,
    is_partition_empty: newest === undefined,
  };
}
