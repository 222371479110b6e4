import { createHash } from "node:crypto";
import { monotonic } from "../../clock.ts";
import { canonicalJson } from "../../json/canonical-json.ts";
import { readRow } from "../../tables/read-row.ts";
import { callKeys, positionOf } from "../trail/trail-keys.ts";
import type { TrailTables } from "../trail/trail-tables.ts";
import type { LegalHold } from "./legal-holds.ts";
import { purgeDeadLetters } from "./purge-dead-letters.ts";
import type { AwaitedEvent, PurgeProgress } from "./purge-progress.ts";
import type { PurgeDependencies, PurgeRun, RetentionPeriods } from "./purge-run.ts";
import { beginRun, noTotals, type PurgeState, type PurgeTotals } from "./purge-state.ts";
import { purgeStretch } from "./purge-stretch.ts";
import { type Pass, passesAt } from "./retention-periods.ts";

/**
 * `purged`: everything due was gone through. `more`: there was not enough time for that. The others say why nothing was
 * done, or nothing more: another instance is purging; there is no configuration, so that holds are unknown; the last purge's
 * event is not in the trail yet; or this one's could not be recorded.
 */
export type PurgeOutcome = "purged" | "more" | "busy" | "no-configuration" | "awaiting-event" | "not-recorded";

export type PurgeReport = PurgeTotals & { readonly outcome: PurgeOutcome };

const leaseName = "purge-audit";
const sweepAgainAfterMs = 24 * 3_600_000;

/**
 * Removes what is older than its period and under no hold, as much as the limits allow; the next run goes on from there.
 * Before anything is deleted, the audit event that names it is safe in Event Hubs or in the outbox. Throws when a store
 * fails: a later run then names again what was not deleted.
 */
export async function purgeAudit(dependencies: PurgeDependencies): Promise<PurgeReport> {
  const { lease } = dependencies;
  if (!(await lease.hold(leaseName))) return { ...noTotals, outcome: "busy" };
  try {
    return await purgeAlone(dependencies);
  } finally {
    // A lease that cannot be released expires by itself.
    await lease.release(leaseName).catch(() => undefined);
  }
}

async function purgeAlone(dependencies: PurgeDependencies): Promise<PurgeReport> {
  const { tables, lease, progress, readHolds, periods, log, now } = dependencies;
  const active = await readHolds();
  if (active === null) return { ...noTotals, outcome: "no-configuration" };
  const found = await progress.read();
  if (found !== null && !(await areInTrail(tables, found.awaited))) return { ...noTotals, outcome: "awaiting-event" };
  const sweep = continued(found, rulesOf(active.holds, periods), now());
  // An instance whose clock is ahead must not take young events for old: the earlier of both clocks counts.
  const storeMs = await progress.write(sweep);
  const run: PurgeRun = {
    ...dependencies,
    active,
    keepsLease: () => lease.hold(leaseName),
    progressTable: progress,
    begunMs: monotonic(),
  };
  if (storeMs === null) log.warn("Table Storage does not say what time it is: nothing is purged");
  const passes = storeMs === null ? [] : passesAt(Math.min(now(), storeMs), periods);
  const state = await runPasses(run, beginRun(sweep), passes);
  await progress.write({ ...state.progress, isComplete: sweep.isComplete || state.stopped === null });
  return { ...state.totals, outcome: state.stopped ?? "purged" };
}

async function runPasses(run: PurgeRun, begun: PurgeState, passes: readonly Pass[]): Promise<PurgeState> {
  let state = begun;
  for (const pass of passes) state = await purgeStretch(run, state, pass);
  return passes[0] === undefined ? state : purgeDeadLetters(run, state, passes[0]);
}

/** A sweep goes on where it was. A day after it began the next sweep finds late events, and those of holds that have ended. */
function continued(found: PurgeProgress | null, rules: string, nowMs: number): PurgeProgress {
  const isOver =
    found === null ||
    found.rules !== rules ||
    (found.isComplete && nowMs - Date.parse(found.begunAt) >= sweepAgainAfterMs);
  if (!isOver) return found;
  const after = { retention: "", test: "", location: "" };
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
