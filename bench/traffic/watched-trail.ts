import { randomUUID } from "node:crypto";
import type { TableClient } from "@azure/data-tables";
import type { AuditEvent } from "../../shared/audit/audit-event.ts";
import { decidedEvent } from "../../shared/audit/decided-event.ts";
import { makeHashChain } from "../../shared/audit/hash-chain.ts";
import { outcomeEvent } from "../../shared/audit/outcome-event.ts";
import { insertRows } from "../../shared/audit/trail/insert-rows.ts";
import { pairPositions } from "../../shared/audit/trail/pair-positions.ts";
import { projectMessages } from "../../shared/audit/trail/project-messages.ts";
import { rowsOf } from "../../shared/audit/trail/trail-row.ts";
import { monotonic } from "../../shared/clock.ts";
import { starterConfiguration } from "../../shared/config/change/starter-configuration.ts";
import { compileSnapshot } from "../../shared/config/compile/compile-snapshot.ts";
import { forEachAtOnce } from "../../shared/for-each-at-once.ts";
import { consoleLog } from "../../shared/log.ts";
import { readCallSetup } from "../../shared/recognition/read-call-setup.ts";
import { decide } from "../../shared/routing/decide.ts";
import { groupByTransaction, type NewRow } from "../../shared/tables/group-by-transaction.ts";
import { makeIllRows } from "../../shared/tables/ill-rows.ts";
import { tableLease } from "../../shared/tables/lease.ts";
import { tableClient } from "../../shared/tables/table-client.ts";
import { makeAlarmKeeper } from "../../shared/watch/alarms/alarm-keeper.ts";
import { alarmTable } from "../../shared/watch/alarms/alarm-table.ts";
import { arrivalTable } from "../../shared/watch/figures/arrival-table.ts";
import { minuteTable } from "../../shared/watch/figures/minute-table.ts";
import { routeTriesTable } from "../../shared/watch/figures/route-tries.ts";
import { watchPartsTable } from "../../shared/watch/figures/watch-parts.ts";
import { watchStateTable } from "../../shared/watch/figures/watch-state.ts";
import { watchCalls } from "../../shared/watch/watch-calls.ts";
import { emergencyCall, manyCalls } from "./calls.ts";
import { makeRandom } from "./random.ts";

/** A trail, the table of its watch, and the time. */
export type WatchedTrail = {
  nowMs: number;
  readonly tables: Readonly<Record<"trail" | "byCall" | "deadLetters" | "watch", TableClient>>;
};

const hourMs = 3_600_000;
const random = makeRandom(7);
const bodies = manyCalls(1_000, random, emergencyCall);
const snapshot = await compileSnapshot(starterConfiguration());

/** New tables, whose names end so. */
export async function makeWatchedTrail(connectionString: string, name: string): Promise<WatchedTrail> {
  const client = async (table: string): Promise<TableClient> => {
    const made = tableClient({ connectionString }, `${table}${name}`);
    await made.createTable();
    return made;
  };
  return {
    nowMs: Date.parse("2026-11-22T12:00:00.000Z"),
    tables: {
      trail: await client("AuditTrail"),
      byCall: await client("AuditByCall"),
      deadLetters: await client("AuditDeadLetter"),
      watch: await client("Watch"),
    },
  };
}

/** Has calls arrive as the projection has them arrive, each with its outcome. `withinMs`: how long ago they were decided at most. */
export async function addCalls({ nowMs, tables }: WatchedTrail, count: number, withinMs: number): Promise<void> {
  const chain = makeHashChain(randomUUID());
  const events = Array.from({ length: count }, () => eventsOfCall(nowMs - random.below(withinMs))).flat();
  const { note } = arrivalTable(tables.watch, { log: consoleLog, now: () => nowMs });
  await projectMessages(pairPositions(events.map(chain.append), []), {
    tables,
    illRows: makeIllRows(monotonic),
    log: consoleLog,
    now: () => nowMs,
    noteCalls: note,
  });
}

/** So many at once fill transactions: those of an hour have four partitions. */
const callsAtOnce = 1_000;
const transactionsAtOnce = 4;

/**
 * Writes calls of which nobody is told into the trail, each with its outcome, evenly over whole hours before its time. Not into the
 * table by call, which no watch reads.
 */
export async function fillTrail({ nowMs, tables }: WatchedTrail, calls: number, hours: Hours): Promise<void> {
  const batches = Math.ceil(calls / callsAtOnce);
  for (let batch = 0; batch < batches; batch++) {
    const chain = makeHashChain(randomUUID());
    const hoursAgo = hours.from + Math.floor(((hours.to - hours.from) * batch) / batches);
    const hourBeganMs = Math.floor(nowMs / hourMs - hoursAgo) * hourMs;
    const count = Math.min(callsAtOnce, calls - batch * callsAtOnce);
    const events = Array.from({ length: count }, () => eventsOfCall(hourBeganMs + random.below(hourMs - 1_000))).flat();
    const rows = events.map((event) => {
      const chained = chain.append(event);
      return rowsOf({ event: chained, value: chained, text: JSON.stringify(chained) }).trail;
    });
    await insertAll(tables.trail, rows);
  }
}

/** How many hours ago the first call was decided, and the last at most. */
export type Hours = { readonly from: number; readonly to: number };

async function insertAll(client: TableClient, rows: readonly NewRow[]): Promise<void> {
  await forEachAtOnce(
    transactionsAtOnce,
    groupByTransaction(rows, (row) => row),
    async (group) => {
      for (let tries = 0; !(await isStored(client, group)); tries++)
        if (tries === triesAtMost) throw new Error("not all rows could be stored");
    },
  );
}

/** Azurite holds all rows in memory: while it collects garbage among a million of them, a request can run out of time. */
const triesAtMost = 5;

const isStored = async (client: TableClient, group: readonly NewRow[]): Promise<boolean> =>
  (await insertRows(client, group)).every(({ kind }) => kind === "stored");

function eventsOfCall(nowMs: number): readonly AuditEvent[] {
  const request = { ...bodies[random.below(bodies.length)], callId: randomUUID() };
  const read = readCallSetup(request, randomUUID);
  if (read === null) throw new Error("a call cannot be read");
  const config = { version: 1, hash: "sha256:0", source: "live", ageMs: 0 } as const;
  const decision = decide(read, { snapshot, config }, { nowMs, decisionId: randomUUID() });
  const circumstances = { request, latencyMs: 0.2, instance: "bench", sender: null, nowMs };
  const attempts = [{ routeName: decision.routes[0]?.name ?? "none", status: 200, atMs: 900 }];
  const outcome = { callId: decision.callId, decisionId: decision.decisionId, finalStatus: 200, attempts };
  return [
    decidedEvent(decision, circumstances),
    outcomeEvent(outcome, { instance: "bench", sender: null, nowMs: nowMs + 900 }),
  ];
}

/** A run of `watch-calls`. `budgetMs`: after so long no further round begins. */
export async function watch({ nowMs, tables }: WatchedTrail, budgetMs = 60_000): Promise<void> {
  const now = () => nowMs;
  const client = tables.watch;
  await watchCalls({
    trail: tables,
    minutes: minuteTable(client, consoleLog),
    routes: routeTriesTable(client),
    alarms: makeAlarmKeeper({
      table: alarmTable(client, consoleLog),
      record: async () => "published",
      recordOnce: async () => "published",
      log: consoleLog,
      now,
      instance: "bench",
    }),
    contingencyRoutes: () => new Set(),
    arrivals: arrivalTable(client, { log: consoleLog, now }),
    state: watchStateTable(client),
    parts: watchPartsTable(client),
    lease: tableLease({ client, owner: "bench", now, leaseMs: 20_000 }),
    log: consoleLog,
    now,
    clock: monotonic,
    expectedMs: 180_000,
    budgetMs,
    tidy: async () => {},
  });
}
