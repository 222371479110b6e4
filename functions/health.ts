import type { HttpHandler } from "@azure/functions";
import type { OutboxStatus } from "../shared/audit/publish/outbox-table.ts";
import type { SnapshotKeeper } from "../shared/config/snapshot/snapshot-keeper.ts";
import { answeringAnybody } from "./edge/answering.ts";
import { noQuery } from "./edge/read-query.ts";

/** GET /api/v1/health/live: the process runs and answers. */
export const liveHandler: HttpHandler = answeringAnybody(noQuery, async () => ({ jsonBody: { status: "live" } }));

export type ReadyDependencies = {
  readonly snapshots: Pick<SnapshotKeeper, "current">;
  /** Each resolves when its store answers, and rejects within a deadline when it does not. */
  readonly checkTables: () => Promise<unknown>;
  readonly checkEventHubs: () => Promise<unknown>;
  readonly now: () => number;
  readonly outboxStatus: () => Promise<OutboxStatus>;
};

/**
 * GET /api/v1/health/ready: 200 once decisions are made by a configuration, 503 while there is only the built-in catalogue.
 * A store that is down shows in the answer but does not make it 503: the instance still decides calls, and taking it out of
 * service would lose them. So does a lookup table that is damaged: it costs the conversions that need it.
 */
export const makeReadyHandler = ({
  snapshots,
  checkTables,
  checkEventHubs,
  outboxStatus,
  now,
}: ReadyDependencies): HttpHandler =>
  answeringAnybody(noQuery, async () => {
    const [tables, eventHubs, waiting] = await Promise.all([
      state(checkTables()),
      state(checkEventHubs()),
      outboxStatus().catch(() => null),
    ]);
    const { snapshot, config } = snapshots.current();
    const { version, source, ageMs } = config;
    const damagedLookupTables = [...snapshot.damagedTables].map(([name, damage]) => ({
      name,
      version: damage.version,
      why: damage.why,
    }));
    return {
      status: source === "baseline" ? 503 : 200,
      jsonBody: {
        config: { version, source, ageMs, damagedLookupTables },
        tables,
        eventHubs,
        outbox: describeOutbox(waiting, now()),
      },
    };
  });

/** Null where the outbox could not be looked into. */
const describeOutbox = (waiting: OutboxStatus | null, nowMs: number) => ({
  depth: waiting?.depth ?? null,
  oldestAgeS: waiting?.oldestAt == null ? null : Math.max(0, Math.round((nowMs - Date.parse(waiting.oldestAt)) / 1000)),
});

const state = (check: Promise<unknown>): Promise<"up" | "down"> =>
  check.then(
    () => "up",
    () => "down",
  );
