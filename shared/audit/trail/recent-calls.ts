import { setImmediate as letOthersRun } from "node:timers/promises";
import * as z from "zod";
import { withDeadline } from "../../deadline.ts";
import { DependencyError } from "../../dependency-error.ts";
import { describeError, type Log } from "../../log.ts";
import type { ReadCall } from "../../recognition/call-setup.ts";
import { readCallSetup } from "../../recognition/read-call-setup.ts";
import { type ReadableTrail, readStretch } from "./read-trail.ts";

/**
 * What was dialled of late, newest first, each number once. `status`: `complete` when as many as were wanted were found or
 * there are no others; `partial` when time ran out or the trail failed on the way; `unavailable` when nothing of it could
 * be read. `since` is the instant back to which all was looked at, null when none was.
 */
export type RecentCalls = {
  readonly status: "complete" | "partial" | "unavailable";
  readonly since: string | null;
  readonly calls: readonly ReadCall[];
};

export type RecentCallsOptions = {
  readonly tables: ReadableTrail;
  readonly log: Log;
  readonly nowMs: number;
  /** How many different numbers are wanted. */
  readonly limit?: number;
  /** How long the reading may take. */
  readonly budgetMs?: number;
  readonly daysBack?: number;
};

const minuteMs = 60_000;
const dayMs = 86_400_000;
/** Clocks of instances differ: what comes from one that is ahead is not missed. */
const aheadMs = 5 * minuteMs;

/** Never throws for the store's sake: a trail that cannot be read keeps nobody from changing the configuration. */
export async function readRecentCalls(options: RecentCallsOptions): Promise<RecentCalls> {
  const { tables, log, nowMs, limit = 1_000, budgetMs = 3_000, daysBack = 31 } = options;
  const calls = new Map<string, ReadCall>();
  let since: string | null = null;
  const result = (status: RecentCalls["status"]): RecentCalls => ({ status, since, calls: [...calls.values()] });
  try {
    await withDeadline(budgetMs, async (signal) => {
      const oldestMs = nowMs - daysBack * dayMs;
      for await (const part of partsBackwards(tables, oldestMs, nowMs + aheadMs, signal)) {
        // What comes after the deadline is not part of what was answered.
        if (signal.aborted) return;
        for (const [key, call] of part.newestFirst) if (calls.size < limit && !calls.has(key)) calls.set(key, call);
        since = new Date(part.fromMs).toISOString();
        if (calls.size === limit) return;
      }
    });
    return result("complete");
  } catch (error) {
    if (!(error instanceof DependencyError) && !(error instanceof DOMException)) throw error;
    log.warn("not all recent calls could be read", { since, error: describeError(error) });
    return result(since === null ? "unavailable" : "partial");
  }
}

/** Different numbers that were dialled between two instants, by what tells them apart. */
type Part = { readonly fromMs: number; readonly newestFirst: readonly (readonly [string, ReadCall])[] };

/** A part of the past has no more rows than can soon be read; where there is little, the next is so many times longer. */
const rowsPerPart = 2_000;
const growth = 4;
const shortestPartMs = 1_000;

/** The past in parts, the latest first: a partition is kept oldest first and cannot be read from its end. */
async function* partsBackwards(
  tables: ReadableTrail,
  oldestMs: number,
  newestMs: number,
  signal: AbortSignal,
): AsyncGenerator<Part, void, undefined> {
  let lengthMs = aheadMs + minuteMs;
  for (let beforeMs = newestMs; beforeMs > oldestMs; ) {
    const fromMs = Math.max(oldestMs, beforeMs - lengthMs);
    const rowsAtMost = lengthMs > shortestPartMs ? rowsPerPart : Number.POSITIVE_INFINITY;
    const { numbers, rows } = await numbersBetween(tables, fromMs, beforeMs, rowsAtMost, signal);
    if (rows > rowsAtMost) {
      lengthMs = Math.max(shortestPartMs, Math.floor(lengthMs / growth));
      continue;
    }
    yield { fromMs, newestFirst: [...numbers].reverse() };
    beforeMs = fromMs;
    if (rows < rowsPerPart / growth) lengthMs *= growth;
  }
}

/** Few enough that reading them is no long interruption for the calls in the same process. */
const rowsAtOnce = 400;
const rowsPerTurn = 50;

async function numbersBetween(
  tables: ReadableTrail,
  fromMs: number,
  beforeMs: number,
  rowsAtMost: number,
  signal: AbortSignal,
): Promise<{ readonly numbers: ReadonlyMap<string, ReadCall>; readonly rows: number }> {
  const stretch = {
    after: new Date(fromMs).toISOString(),
    before: new Date(beforeMs).toISOString(),
    filters: { type: "emergency-call.decided.v1" },
  } as const;
  const numbers = new Map<string, ReadCall>();
  let rows = 0;
  for await (const { text } of readStretch(tables, stretch, {
    pageSize: rowsAtOnce,
    ahead: false,
    isLate: () => signal.aborted,
  })) {
    rows += 1;
    if (rows > rowsAtMost) break;
    if (rows % rowsPerTurn === 0) await letOthersRun();
    const read = text === null ? null : callOf(text);
    if (read === null) continue;
    const key = numberKey(read);
    // The last one in the map is to be the newest.
    numbers.delete(key);
    numbers.set(key, read);
  }
  return { numbers, rows };
}

const numberKey = ({ call: { calledParty, ingress, tenant, territory } }: ReadCall): string =>
  JSON.stringify([calledParty, ingress, tenant, territory]);

const recordedSchema = z.object({ data: z.object({ request: z.unknown() }) });
/** Far longer than anything that is dialled. */
const longestCalledParty = 1_000;

/** The call of a recorded decision, without what no decision depends on; null when there is none to be read. */
function callOf(text: string): ReadCall | null {
  const recorded = recordedSchema.safeParse(parsed(text));
  if (!recorded.success) return null;
  const { request } = recorded.data.data;
  // A body that nests deeply is recorded as the text it came as.
  const read = readCallSetup(typeof request === "string" ? parsed(request) : request, () => "recent");
  if (read === null || read.call.calledParty.length > longestCalledParty) return null;
  return { ...read, call: { ...read.call, callId: "recent", receivedAt: null, attributes: null } };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
