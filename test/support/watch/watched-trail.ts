import { randomUUID } from "node:crypto";
import type { TableClient } from "@azure/data-tables";
import type { AuditEvent } from "../../../shared/audit/audit-event.ts";
import { makeEventRecorders } from "../../../shared/audit/event-recorders.ts";
import { makeHashChain } from "../../../shared/audit/hash-chain.ts";
import { type Outcome, outcomeEvent } from "../../../shared/audit/outcome-event.ts";
import { isInTrail } from "../../../shared/audit/trail/is-in-trail.ts";
import { pairPositions } from "../../../shared/audit/trail/pair-positions.ts";
import { projectMessages } from "../../../shared/audit/trail/project-messages.ts";
import { tableLease } from "../../../shared/tables/lease.ts";
import { makeAlarmKeeper } from "../../../shared/watch/alarms/alarm-keeper.ts";
import { alarmTable } from "../../../shared/watch/alarms/alarm-table.ts";
import type { WatchAnswer } from "../../../shared/watch/figures/answered.ts";
import { arrivalTable } from "../../../shared/watch/figures/arrival-table.ts";
import { minuteTable } from "../../../shared/watch/figures/minute-table.ts";
import { routeTriesTable } from "../../../shared/watch/figures/route-tries.ts";
import { tidyMinutes } from "../../../shared/watch/figures/tidy-minutes.ts";
import { answerWatch } from "../../../shared/watch/figures/watch-answer.ts";
import { watchPartsTable } from "../../../shared/watch/figures/watch-parts.ts";
import { watchStateTable } from "../../../shared/watch/figures/watch-state.ts";
import type { CallChange } from "../../../shared/watch/figures/watched-call.ts";
import { watchCalls } from "../../../shared/watch/watch-calls.ts";
import { recordingLog } from "../log/recording-log.ts";
import { type CallFacts, callEvent, type FreshTrail, noneIll } from "../trail/trail.ts";

export const expectedS = 180;

/** A trail, a clock that a test sets, and watchers. */
export type WatchedTrail = {
  nowMs: number;
  readonly tables: FreshTrail;
  /** The event of a decision at the clock's time unless another is given. Its decision's id is the event's. */
  readonly decided: (facts?: CallFacts & { readonly ingress?: string }) => AuditEvent;
  readonly outcome: (of: AuditEvent, reported?: Partial<Outcome>, atMs?: number) => AuditEvent;
  /** Puts events into the trail as the projection does. */
  readonly arrive: (...events: readonly AuditEvent[]) => Promise<void>;
  /** A run of `watch-calls`, over another client of table `Watch` if one is given. */
  readonly watch: (client?: TableClient, onChange?: (change: CallChange) => void) => Promise<void>;
  readonly answer: (windowS?: number) => Promise<WatchAnswer>;
  /** Alarms that were raised and cleared, as `raised <alarm> <subject>`, each event once. */
  readonly alarms: () => readonly string[];
  readonly recorded: readonly AuditEvent[];
  readonly log: ReturnType<typeof recordingLog>;
};

/** `outcomeExpectedS`: how long outcomes may take. */
export function watchedTrail(tables: FreshTrail, startMs: number, outcomeExpectedS = expectedS): WatchedTrail {
  const chain = makeHashChain(randomUUID());
  const log = recordingLog();
  const recorded: AuditEvent[] = [];

  const arrive = (...events: readonly AuditEvent[]): Promise<void> =>
    projectMessages(pairPositions(events.map(chain.append), []), {
      tables,
      illRows: noneIll,
      log,
      now: () => world.nowMs,
      noteCalls: arrivalTable(tables.watch, { log, now: () => world.nowMs }).note,
    });

  async function watch(client: TableClient = tables.watch, onChange?: (change: CallChange) => void): Promise<void> {
    const now = () => world.nowMs;
    const alarms = makeAlarmKeeper({
      table: alarmTable(client, log),
      ...makeEventRecorders({
        record: async (event) => {
          recorded.push(event);
          await arrive(event);
          return "published";
        },
        isRecorded: (event) => isInTrail(tables, event),
      }),
      log,
      now,
      instance: "test-1",
    });
    await watchCalls({
      trail: tables,
      minutes: minuteTable(client, log),
      routes: routeTriesTable(client),
      alarms,
      contingencyRoutes: () => new Set(["emergency-b"]),
      arrivals: arrivalTable(client, { log, now }),
      state: watchStateTable(client),
      parts: watchPartsTable(client),
      lease: tableLease({ client, owner: randomUUID(), now, leaseMs: 1 }),
      log,
      now,
      clock: now,
      expectedMs: outcomeExpectedS * 1_000,
      budgetMs: 15_000,
      tidy: (asOfMs) => tidyMinutes(client, asOfMs),
      ...(onChange === undefined ? {} : { onChange }),
    });
  }

  const world: WatchedTrail = {
    nowMs: startMs,
    tables,
    decided: ({ ingress = "zoom", ...facts } = {}) =>
      callEvent({
        callId: randomUUID(),
        class: "emergency",
        request: { calledParty: "+44999", ingress },
        at: new Date(world.nowMs).toISOString(),
        ...facts,
      }),
    outcome: (of, reported = {}, atMs = world.nowMs) =>
      outcomeEvent(
        { callId: of.subject, decisionId: of.id, finalStatus: 200, ...reported },
        { instance: "test-1", sender: null, nowMs: atMs },
      ),
    arrive,
    watch,
    answer: async (windowS = 3_600) => {
      const answer = await answerWatch(watchStateTable(tables.watch), windowS, world.nowMs);
      if (answer === null) throw new Error("nothing was watched yet");
      return answer;
    },
    alarms: () => {
      const byId = new Map(recorded.map((event) => [event.id, event]));
      return [...byId.values()].map(
        ({ type, subject }) => `${type.includes("raised") ? "raised" : "cleared"} ${subject}`,
      );
    },
    recorded,
    log,
  };
  return world;
}
