import type { HttpHandler } from "@azure/functions";
import type { HubSender } from "../shared/audit/publish/hub-sender.ts";
import type { OutboxStatus, OutboxTable } from "../shared/audit/publish/outbox-table.ts";
import { monotonic } from "../shared/clock.ts";
import type { SnapshotKeeper } from "../shared/config/snapshot/snapshot-keeper.ts";
import type { ConfigTable } from "../shared/config/store/config-table.ts";
import { withDeadline } from "../shared/deadline.ts";
import { heldFor } from "../shared/held-for.ts";
import { noQuery } from "./edge/read-query.ts";
import { withPublicQuery } from "./edge/with-query.ts";

export type HealthReadyDependencies = {
  readonly snapshots: Pick<SnapshotKeeper, "current">;
  readonly config: Pick<ConfigTable, "readPointer">;
  readonly sender: Pick<HubSender, "check">;
  readonly outbox: Pick<OutboxTable, "status">;
  readonly now: () => number;
};

/** Anyone may ask, any number of times: the stores are asked once a second at most. */
const heldMs = 1_000;
const deadlineMs = 1_000;

/**
 * GET /api/v1/health/ready: 200 once the instance decides by a configuration, 503 while it has only the built-in catalogue.
 * A store that is down, or a damaged lookup table, shows in the answer but does not make it 503: the instance still decides
 * calls, and taking it out of service would lose them.
 */
export const makeHealthReady = ({ snapshots, config, sender, outbox, now }: HealthReadyDependencies): HttpHandler => {
  const checkTables = heldFor(heldMs, monotonic, () => withDeadline(deadlineMs, config.readPointer));
  const checkEventHubs = heldFor(heldMs, monotonic, () => sender.check(deadlineMs));
  const readOutbox = heldFor(heldMs, monotonic, () => withDeadline(deadlineMs, outbox.status));
  return withPublicQuery(noQuery, async () => {
    const [tables, eventHubs, waiting] = await Promise.all([
      upOrDown(checkTables()),
      upOrDown(checkEventHubs()),
      readOutbox().catch(() => null),
    ]);
    const inForce = describeConfig(snapshots.current());
    return {
      status: inForce.source === "baseline" ? 503 : 200,
      jsonBody: { config: inForce, tables, eventHubs, outbox: describeOutbox(waiting, now()) },
    };
  });
};

function describeConfig({ snapshot, config }: ReturnType<SnapshotKeeper["current"]>) {
  const { version, source, ageMs } = config;
  const damagedLookupTables = [...snapshot.damagedTables].map(([name, damage]) => ({
    name,
    version: damage.version,
    why: damage.why,
  }));
  return { version, source, ageMs, damagedLookupTables };
}

/** `waiting` is null if the outbox could not be read. */
const describeOutbox = (waiting: OutboxStatus | null, nowMs: number) => ({
  depth: waiting?.depth ?? null,
  oldestAgeS: waiting?.oldestAt == null ? null : Math.max(0, Math.round((nowMs - Date.parse(waiting.oldestAt)) / 1000)),
});

const upOrDown = (check: Promise<unknown>): Promise<"up" | "down"> =>
  check.then(
    () => "up",
    () => "down",
  );
