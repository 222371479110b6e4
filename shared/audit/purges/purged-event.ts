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

/** `data` of `emergency-audit.purged.v1`, beside its place in the chain: what a step of a purge was about to remove. */
export const purgedSchema = z.object({
  instance: z.string(),
  /** By which period the events were too old. */
  period: z.object({ kind: z.enum(["retention", "test"]), days: z.int().min(1) }),
  /** The times of the first and the last; those of a day's dead letters are not known, and are the day. */
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
  /** Which holds kept how many events that had been removed otherwise, since the purge event before. */
  held: z.array(z.object({ hold: z.string(), events: count })),
  /** The configuration that the holds were read from. */
  config: z.object({ version: count, hash: z.string() }),
});

export type PurgedData = Readonly<z.infer<typeof purgedSchema>>;

/** What the events that tell of a day's purges are about: by this name they are found, as a call's are by its Call-ID. */
export const purgeSubject = (day: string): string => `audit-retention:${day}`;

/** The day of an instant, in UTC. */
export const dayOf = (instant: string): string => instant.slice(0, "2026-11-22".length);

/** What a step of a purge removes of a day. */
export const purgedEvent = (
  day: string,
  data: PurgedData,
  { id, nowMs }: { readonly id: string; readonly nowMs: number },
): AuditEvent<PurgedData> =>
  auditEvent({ id, type: "emergency-audit.purged.v1", subject: purgeSubject(day), at: nowMs, data });
