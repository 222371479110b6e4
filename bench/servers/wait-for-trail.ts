import { setTimeout } from "node:timers/promises";
import * as z from "zod";
import { tableClient } from "../../shared/tables/table-client.ts";

export type AwaitedTrail = {
  readonly connectionString: string;
  /** Of an instance that answers questions about the trail. */
  readonly port: number;
  /** How many events there are at least. */
  readonly events: number;
  /** The sequence of the last of them, where all are of one chain. */
  readonly lastSequence?: number;
};

const reportSchema = z.looseObject({
  events: z.number(),
  chains: z.array(z.looseObject({ edited: z.array(z.number()), brokenLinks: z.array(z.number()) })),
});

const pollEveryMs = 250;
/** An event from the outbox comes after later ones: after this time the whole trail is verified anyway. */
const verifyAnywayAfterMs = 10_000;
const deadlineMs = 120_000;
const dayMs = 86_400_000;

/**
 * Resolves when all events are in the trail, by the product's own verification, with how long that took. Looks for the last
 * event first, which costs the store next to nothing. Infinity when the trail is not complete after two minutes.
 */
export async function waitForTrail(awaited: AwaitedTrail): Promise<number> {
  const startedMs = performance.now();
  for (;;) {
    const waitedMs = performance.now() - startedMs;
    if (waitedMs > deadlineMs) return Number.POSITIVE_INFINITY;
    const isWorthVerifying = waitedMs > verifyAnywayAfterMs || (await hasLast(awaited));
    if (isWorthVerifying && (await isComplete(awaited))) return waitedMs;
    await setTimeout(pollEveryMs);
  }
}

async function hasLast({ connectionString, lastSequence }: AwaitedTrail): Promise<boolean> {
  if (lastSequence === undefined) return true;
  const rows = tableClient({ connectionString }, "AuditTrail").listEntities({
    queryOptions: { filter: `sequence eq ${lastSequence}`, select: ["sequence"] },
  });
  return (await rows.next()).done !== true;
}

async function isComplete({ port, events }: AwaitedTrail): Promise<boolean> {
  const query = new URLSearchParams({
    from: new Date(Date.now() - dayMs).toISOString(),
    to: new Date(Date.now() + dayMs).toISOString(),
  });
  const response = await fetch(`http://127.0.0.1:${port}/api/v1/audit/verification?${query}`);
  const report = reportSchema.parse(await response.json());
  if (report.chains.some(({ edited, brokenLinks }) => edited.length + brokenLinks.length > 0))
    throw new Error("The trail holds events that differ from what was recorded.");
  // An event that was only logged may be in the trail all the same: its send may have arrived after its time.
  return report.events >= events;
}
