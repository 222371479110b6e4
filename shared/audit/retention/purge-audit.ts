import { createHash } from "node:crypto";
import { canonicalJson } from "../../json/canonical-json.ts";
import { readRow } from "../../tables/read-row.ts";
import { callKeys, positionOf } from "../trail/trail-keys.ts";
import type { TrailTables } from "../trail/trail-tables.ts";
import type { LegalHold } from "./legal-holds.ts";
import { purgeDeadLetters } from "./purge-dead-letters.ts";
import type { AwaitedEvent, PurgeProgress } from "./purge-progress.ts";
import { makePurgeRun, type PurgeDependencies, type PurgeTotals } from "./purge-run.ts";
import { purgeStretch } from "./purge-stretch.ts";
import { passesAt, type RetentionPeriods } from "./retention-periods.ts";

/**
 * `purged`: all that is due was gone through. `more`: it was not, for want of time. The others say why nothing was done, or
 * nothing more: another instance is at it, there is no configuration and so nobody knows of holds, the last purge's event
 * is not in the trail yet, or this one's could not be recorded.
 */
export type PurgeOutcome = "purged" | "more" | "busy" | "no-configuration" | "awaiting-event" | "not-recorded";

export type PurgeReport = PurgeTotals & { readonly outcome: PurgeOutcome };

const leaseName = "purge-audit";
const nothing: PurgeTotals = { events: 0, deadLetterRows: 0, held: 0, unsound: 0, undeletable: 0 };
const sweepAgainAfterMs = 24 * 3_600_000;

/**
 * Removes what is older than its period and under no hold, as much as the limits allow; the next run goes on from there.
 * Before anything is deleted an audit event that names it is safe, in Event Hubs or in the outbox. Throws when a store
 * fails: what then was named and not deleted is named again by a later run.
 */
export async function purgeAudit(dependencies: PurgeDependencies): Promise<PurgeReport> {
  const { lease } = dependencies;
  if (!(await lease.hold(leaseName))) return { ...nothing, outcome: "busy" };
  try {
    return await purgeAlone(dependencies);
  } finally {
    // One that cannot be given back runs out by itself.
    await lease.release(leaseName).catch(() => undefined);
  }
}

async function purgeAlone(dependencies: PurgeDependencies): Promise<PurgeReport> {
  const { tables, lease, progress, readHolds, periods, log, now } = dependencies;
  const active = await readHolds();
  if (active === null) return { ...nothing, outcome: "no-configuration" };
  const found = await progress.read();
  if (found !== null && !(await areInTrail(tables, found.awaited))) return { ...nothing, outcome: "awaiting-event" };
  const sweep = continued(found, rulesOf(active.holds, periods), now());
  // An instance whose clock is ahead must not take what is young for old.
  const storeMs = await progress.write(sweep);
  const nowMs = Math.min(now(), storeMs ?? Number.NEGATIVE_INFINITY);
  if (storeMs === null) log.warn("Table Storage does not say what time it is: nothing is purged");
  const mayGoOn = () => lease.hold(leaseName);
  const run = makePurgeRun({ ...dependencies, active, mayGoOn, progress: sweep, progressTable: progress });
  const passes = storeMs === null ? [] : passesAt(nowMs, periods);
  for (const pass of passes) await purgeStretch(run, pass);
  if (passes[0] !== undefined) await purgeDeadLetters(run, passes[0]);
  const state = run.state();
  await progress.write({ ...run.progress(), isComplete: sweep.isComplete || state === "ended" });
  return { ...run.totals(), outcome: state === "ended" ? "purged" : state };
}

/** A sweep goes on where it was. A day after it began the next one finds what has come late, and what a hold has let go. */
function continued(found: PurgeProgress | null, rules: string, nowMs: number): PurgeProgress {
  const isOver =
    found === null ||
    found.rules !== rules ||
    (found.isComplete && nowMs - Date.parse(found.begunAt) >= sweepAgainAfterMs);
  if (!isOver) return found;
  const after = { retention: "", test: "" };
  const awaited = found?.awaited ?? [];
  return { rules, begunAt: new Date(nowMs).toISOString(), isComplete: false, after, awaited };
}

const rulesOf = (holds: readonly LegalHold[], periods: RetentionPeriods): string =>
  createHash("sha256")
    .update(canonicalJson([holds, periods]))
    .digest("hex");

const callDeadlineMs = 5_000;

async function areInTrail({ byCall }: TrailTables, awaited: readonly AwaitedEvent[]): Promise<boolean> {
  for (const event of awaited) {
    const { partitionKey, rowKey } = callKeys(event.subject, positionOf(event));
    const query = { call: "find a purge event", deadlineMs: callDeadlineMs, select: [] };
    if ((await readRow(byCall, query, partitionKey, rowKey)) === null) return false;
  }
  return true;
}
