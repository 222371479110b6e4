import type { ReceivedEventData } from "@azure/event-hubs";
import type { Long, TypedData } from "./core-api.ts";

export type HubEvent = Pick<
  ReceivedEventData,
  "body" | "offset" | "sequenceNumber" | "enqueuedTimeUtc" | "partitionKey" | "properties" | "systemProperties"
>;

export type Partition = {
  readonly fullyQualifiedNamespace: string;
  readonly eventHubName: string;
  readonly consumerGroup: string;
  readonly partitionId: string;
};

/** "long": elements of sequenceNumberArray are `{low, high, unsigned}`, as in production since 2026. */
export type SequenceNumbers = "number" | "long";

/** The trigger's value and its metadata, before the library makes the names camelCase. */
export type TriggerData = { readonly data: TypedData; readonly metadata: Readonly<Record<string, TypedData>> };

/** Cardinality "many". As in production, empty texts are missing in arrays of texts, but not in other arrays. */
export function shapeBatch(
  events: readonly HubEvent[],
  partition: Partition,
  sequenceNumbers: SequenceNumbers,
): TriggerData {
  const numbers = events.map((event) => event.sequenceNumber);
  return {
    data: toTexts(events.map((event) => toText(event.body))),
    metadata: {
      PartitionContext: toPartitionContext(partition),
      PartitionKeyArray: toTexts(events.map((event) => event.partitionKey ?? "")),
      OffsetArray: toTexts(events.map((event) => event.offset)),
      SequenceNumberArray: { collectionSint64: { sint64: sequenceNumbers === "long" ? numbers.map(toLong) : numbers } },
      EnqueuedTimeUtcArray: toJson(events.map(toEnqueuedTime)),
      PropertiesArray: toJson(events.map((event) => event.properties ?? {})),
      SystemPropertiesArray: toJson(events.map(toSystemProperties)),
    },
  };
}

const toJson = (value: unknown): TypedData => ({ json: JSON.stringify(value) });

const toTexts = (texts: readonly string[]): TypedData => ({
  collectionString: { string: texts.filter((text) => text !== "") },
});

const toPartitionContext = (partition: Partition): TypedData =>
  toJson({
    FullyQualifiedNamespace: partition.fullyQualifiedNamespace,
    EventHubName: partition.eventHubName,
    ConsumerGroup: partition.consumerGroup,
    PartitionId: partition.partitionId,
  });

/** Bytes are UTF-8. A body that is an AMQP value instead of bytes becomes JSON. */
function toText(body: unknown): string {
  if (body instanceof Uint8Array) return Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString("utf8");
  if (body === null || body === undefined) return "";
  return typeof body === "string" ? body : JSON.stringify(body);
}

/** Without a zone, as the real host writes it (azure-functions-nodejs-library issue 351): `new Date(text)` reads local time. */
const toEnqueuedTime = (event: HubEvent): string => event.enqueuedTimeUtc.toISOString().replace("Z", "");

/** The event's AMQP annotations and properties under their wire names, then the four that the extension adds. */
function toSystemProperties(event: HubEvent): Record<string, unknown> {
  const wireNamed = Object.entries(event.systemProperties ?? {}).map(([name, value]) => [
    name.replace(/[A-Z]/g, (capital) => `-${capital.toLowerCase()}`),
    value,
  ]);
  return {
    "x-opt-sequence-number": event.sequenceNumber,
    "x-opt-offset": event.offset,
    "x-opt-enqueued-time": event.enqueuedTimeUtc.toISOString(),
    ...(event.partitionKey === null ? {} : { "x-opt-partition-key": event.partitionKey }),
    ...Object.fromEntries(wireNamed),
    SequenceNumber: event.sequenceNumber,
    Offset: event.offset,
    PartitionKey: event.partitionKey,
    EnqueuedTimeUtc: toEnqueuedTime(event),
  };
}

/** The two halves of a 64-bit integer, both as signed 32-bit numbers. */
function toLong(value: number): Long {
  return { low: value | 0, high: Math.floor(value / 2 ** 32) | 0, unsigned: false };
}
