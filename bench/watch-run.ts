import { randomUUID } from "node:crypto";
import type { TableClient } from "@azure/data-tables";
import type { AuditEvent } from "../shared/audit/audit-event.ts";
import { decidedEvent } from "../shared/audit/decided-event.ts";
import { makeHashChain } from "../shared/audit/hash-chain.ts";
import { outcomeEvent } from "../shared/audit/outcome-event.ts";
import { pairPositions } from "../shared/audit/trail/pair-positions.ts";
import { projectMessages } from "../shared/audit/trail/project-messages.ts";
import { monotonic } from "../shared/clock.ts";
import { starterConfiguration } from "../shared/config/change/starter-configuration.ts";
import { compileSnapshot } from "../shared/config/compile/compile-snapshot.ts";
import { consoleLog } from "../shared/log.ts";
import { readCallSetup } from "../shared/recognition/read-call-setup.ts";
import { decide } from "../shared/routing/decide.ts";
import { makeIllRows } from "../shared/tables/ill-rows.ts";
import { tableLease } from "../shared/tables/lease.ts";
import { tableClient } from "../shared/tables/table-client.ts";
import { makeAlarmKeeper } from "../shared/watch/alarms/alarm-keeper.ts";
import { alarmTable } from "../shared/watch/alarms/alarm-table.ts";
import { arrivalTable } from "../shared/watch/figures/arrival-table.ts";
import { minuteTable } from "../shared/watch/figures/minute-table.ts";
import { routeTriesTable } from "../shared/watch/figures/route-tries.ts";
import { watchPartsTable } from "../shared/watch/figures/watch-parts.ts";
import { watchStateTable } from "../shared/watch/figures/watch-state.ts";
import { watchCalls } from "../shared/watch/watch-calls.ts";
import { cpuTimeUs } from "./measure/cpu-time.ts";
import { rounded, type Table } from "./measure/table.ts";
import type { Report } from "./run-benchmarks.ts";
import { startTablesAlone } from "./servers/stores.ts";
import { withProcesses } from "./servers/with-processes.ts";
import { emergencyCall, manyCalls } from "./traffic/calls.ts";
import { makeRandom } from "./traffic/random.ts";

/** 10,000 decisions an hour, and an outcome of each. */
const callsARun = 42;
const runEveryMs = 15_000;
const runs = 40;
const callsAtOnce = 100;
const dayMs = 86_400_000;

const random = makeRandom(7);
const bodies = manyCalls(1_000, random, emergencyCall);
const snapshot = await compileSnapshot(starterConfiguration());

type Subject = {
  nowMs: number;
  readonly tables: Readonly<Record<"trail" | "byCall" | "deadLetters" | "watch", TableClient>>;
};

/** The processor time of a run of `watch-calls` beside a trail that has so many calls, each with its outcome. */
export const watchRun = (trailCalls = 2_000): Promise<Report> =>
  withProcesses(async (keep) => {
    const { connectionString } = await startTablesAlone(keep);
    const client = async (name: string): Promise<TableClient> => {
      const made = tableClient({ connectionString }, name);
      await made.createTable();
      return made;
    };
    const tables = {
      trail: await client("AuditTrail"),
      byCall: await client("AuditByCall"),
      deadLetters: await client("AuditDeadLetter"),
      watch: await client("Watch"),
    };
    const subject: Subject = { nowMs: Date.parse("2026-11-22T12:00:00.000Z"), tables };
    // Spread over a day, so that every minute of the answer has something in it.
    for (let calls = 0; calls < trailCalls; calls += callsAtOnce) await addCalls(subject, callsAtOnce, dayMs);
    // The first runs count what is there, and compile the code.
    for (let earlier = 0; earlier < 4; earlier++) await measureRun(subject, 0);
    const cpuMs: number[] = [];
    for (let run = 0; run < runs; run++) cpuMs.push(await measureRun(subject, callsARun));
    const sorted = cpuMs.sort((a, b) => a - b);
    const [median, longest] = [sorted[runs >> 1] ?? Number.NaN, sorted.at(-1) ?? Number.NaN];
    const table: Table = {
      title: "A run of watch-calls at 10,000 decisions an hour",
      columns: ["calls in the trail", "median CPU, ms", "most, ms"],
      rows: [[String(trailCalls), rounded(median), rounded(longest)]],
    };
    return { tables: [table], measures: [{ goal: "15", value: median }] };
  });

/** Has calls arrive and the watch run; how much processor time the run took in this process, in milliseconds. */
async function measureRun(subject: Subject, calls: number): Promise<number> {
  subject.nowMs += runEveryMs;
  if (calls > 0) await addCalls(subject, calls, runEveryMs);
  const beforeUs = cpuTimeUs();
  await watch(subject);
  return (cpuTimeUs() - beforeUs) / 1_000;
}

/** `withinMs`: how long ago they were decided at most. */
async function addCalls({ nowMs, tables }: Subject, count: number, withinMs: number): Promise<void> {
  const chain = makeHashChain(randomUUID());
  const events = Array.from({ length: count }, (_, index) => eventsOf(nowMs - random.below(withinMs), index)).flat();
  const { note } = arrivalTable(tables.watch, { log: consoleLog, now: () => nowMs });
  await projectMessages(pairPositions(events.map(chain.append), []), {
    tables,
    illRows: makeIllRows(monotonic),
    log: consoleLog,
    now: () => nowMs,
    noteCalls: note,
  });
}

function eventsOf(nowMs: number, index: number): readonly AuditEvent[] {
  const request = { ...bodies[index % bodies.length], callId: randomUUID() };
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

async function watch({ nowMs, tables }: Subject): Promise<void> {
  const now = () => nowMs;
  const client = tables.watch;
  await watchCalls({
    trail: tables,
    minutes: minuteTable(client, consoleLog),
    routes: routeTriesTable(client),
    alarms: makeAlarmKeeper({
      table: alarmTable(client, consoleLog),
      record: async () => "published",
      isRecorded: async () => false,
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
    budgetMs: 60_000,
    tidy: async () => {},
  });
}
