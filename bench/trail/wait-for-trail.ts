import { setTimeout } from "node:timers/promises";
import * as z from "zod";
import { tableClient } from "../../shared/tables/table-client.ts";

export type AwaitedTrail = {
  readonly connectionString: string;
  /** Where the product answers questions about the trail. */
  readonly port: number;
  /** The chain's last sequence, and how many of its events may never come. */
  readonly lastSequence: number;
  readonly missing: number;
};

const reportSchema = z.looseObject({
  events: z.number(),
  chains: z.array(z.looseObject({ edited: z.array(z.number()), brokenLinks: z.array(z.number()) })),
});

const pollEveryMs = 250;
/** An event that went through the outbox comes after later ones, so that the last of all tells nothing. */
const lookAnywayAfterMs = 10_000;
const deadlineMs = 120_000;
const dayMs = 86_400_000;

/**
 * Resolves when every event is in the trail, by the product's own verification of the chain, with how long that took. Looks
 * for the last event first, which costs the store next to nothing. Infinite when the trail is not whole in two minutes.
 */
export async function waitForTrail(awaited: AwaitedTrail): Promise<number> {
  const startedMs = performance.now();
  const waitedMs = (): number => performance.now() - startedMs;
  while (waitedMs() < deadlineMs) {
    const seenMs = waitedMs();
    if (((await hasLast(awaited)) || seenMs > lookAnywayAfterMs) && (await isWhole(awaited))) return seenMs;
    await setTimeout(pollEveryMs);
  }
  return Number.POSITIVE_INFINITY;
}

async function hasLast({ connectionString, lastSequence }: AwaitedTrail): Promise<boolean> {
  const rows = tableClient({ connectionString }, "AuditTrail").listEntities({
    queryOptions: { filter: `sequence eq ${lastSequence}`, select: ["sequence"] },
  });
  return (await rows.next()).done !== true;
}

async function isWhole({ port, lastSequence, missing }: AwaitedTrail): Promise<boolean> {
  const query = new URLSearchParams({
    from: new Date(Date.now() - dayMs).toISOString(),
    to: new Date(Date.now() + dayMs).toISOString(),
  });
  const response = await fetch(`http://127.0.0.1:${port}/api/v1/audit/verification?${query}`);
  const { events, chains } = reportSchema.parse(await response.json());
  if (chains.some(({ edited, brokenLinks }) => edited.length + brokenLinks.length > 0))
    throw new Error("The trail holds events that are not what was recorded.");
  // One that nobody would take in time may have come all the same.
  return events >= lastSequence - missing;
}
