import * as z from "zod";
import { type AuditEvent, auditEvent } from "../audit-event.ts";

const count = z.int().min(0);

const rangeSchema = z
  .object({
    from: z.int().min(1),
    to: z.int().min(1),
    previousHash: z.string().nullable(),
    lastHash: z.string(),
  })
  .refine(({ from, to }) => from <= to);

/** `data` of `emergency-audit.purged.v1`, without the place in the chain: what a step of a purge is about to remove. */
export const purgedSchema = z.object({
  instance: z.string(),
  /** By which period the events were too old. */
  period: z.object({ kind: z.enum(["retention", "test", "location"]), days: z.int().min(1) }),
  /** The times of the first and last event; for dead letters the whole day, because their times are not known. */
  window: z.object({ from: z.iso.datetime(), to: z.iso.datetime() }),
  events: count,
  deadLetterRows: count,
  /** How many of each type. */
  types: z.record(z.string(), count),
  removed: z.array(
    z.object({
      chainId: z.string(),
      ranges: z.array(rangeSchema),
    }),
  ),
  /** How many events each hold has kept since the last purge event. */
  held: z.array(z.object({ hold: z.string(), events: count })),
  /** The configuration that the holds were read from. */
  config: z.object({ version: count, hash: z.string() }),
});

export type PurgedData = Readonly<z.infer<typeof purgedSchema>>;

/** The subject of a day's purge events: they are found by it as a call's events are by the Call-ID. */
export const purgeSubject = (day: string): string => `audit-retention:${day}`;

/** The day of an instant, in UTC. */
export const dayOf = (instant: string): string => instant.slice(0, "2026-11-22".length);

/** The event of what a step of a purge removes of a day. */
export const purgedEvent = (
  day: string,
  data: PurgedData,
  { id, nowMs }: { readonly id: string; readonly nowMs: number },
): AuditEvent<PurgedData> =>
  auditEvent({ id, type: "emergency-audit.purged.v1", subject: purgeSubject(day), at: nowMs, data });
