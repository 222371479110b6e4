import * as z from "zod";

/** A message's place in the hub, as far as the trigger's metadata says. */
export type HubPosition = {
  readonly partition: string;
  readonly sequence: string;
  /** An ISO 8601 instant; null when it cannot be read. */
  readonly enqueuedAt: string | null;
  /** Event Hubs' message id, which the publisher sets to the event's. */
  readonly messageId: string | null;
};

/** A 64-bit integer in two signed halves, as Azure has passed it since 2026. */
const longSchema = z
  .looseObject({ low: z.int(), high: z.int() })
  .transform(({ low, high }) => BigInt(high) * 2n ** 32n + BigInt(low >>> 0));

const sequenceSchema = z.union([z.int(), z.bigint(), z.string().regex(/^\d{1,19}$/), longSchema]).transform(String);

const systemPropertiesSchema = z
  .looseObject({
    sequenceNumber: sequenceSchema.nullable().catch(null),
    "x-opt-sequence-number": sequenceSchema.nullable().catch(null),
    enqueuedTimeUtc: z.string().nullable().catch(null),
    "x-opt-enqueued-time": z.string().nullable().catch(null),
    "message-id": z.string().nullable().catch(null),
    messageId: z.string().nullable().catch(null),
  })
  .partial();

const metadataSchema = z.looseObject({
  partitionContext: z.looseObject({ partitionId: z.string() }).catch({ partitionId: "unknown" }),
  systemPropertiesArray: z.array(z.unknown()).catch([]),
  sequenceNumberArray: z.array(z.unknown()).catch([]),
});

/**
 * The positions of the messages of one batch, in order; a message whose body is empty has one too. The numbers in
 * `systemPropertiesArray` are sound; those of `sequenceNumberArray` stand in where they are missing.
 */
export function readHubPositions(triggerMetadata: unknown): readonly HubPosition[] {
  const read = metadataSchema.safeParse(triggerMetadata ?? {});
  if (!read.success) return [];
  const { partitionContext, systemPropertiesArray, sequenceNumberArray } = read.data;
  const count = Math.max(systemPropertiesArray.length, sequenceNumberArray.length);
  return Array.from({ length: count }, (_, index) => {
    const properties = systemPropertiesSchema.safeParse(systemPropertiesArray[index]).data ?? {};
    const inArray = sequenceSchema.safeParse(sequenceNumberArray[index]).data;
    return {
      partition: partitionContext.partitionId,
      sequence: properties.sequenceNumber ?? properties["x-opt-sequence-number"] ?? inArray ?? "unknown",
      enqueuedAt: instant(properties["x-opt-enqueued-time"] ?? properties.enqueuedTimeUtc),
      messageId: properties["message-id"] ?? properties.messageId ?? null,
    };
  });
}

/** The Functions host writes instants in UTC without a zone. */
function instant(text: string | null | undefined): string | null {
  if (text === null || text === undefined) return null;
  const time = Date.parse(/(?:Z|[+-]\d\d:?\d\d)$/i.test(text) ? text : `${text}Z`);
  return Number.isNaN(time) ? null : new Date(time).toISOString();
}
