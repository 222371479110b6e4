import type { OutboxDrain } from "../shared/audit/publish/outbox-drain.ts";
import type { OutboxTable } from "../shared/audit/publish/outbox-table.ts";
import { describeError, type Log } from "../shared/log.ts";

export type DrainOutboxDependencies = {
  readonly drain: OutboxDrain["drain"];
  readonly outbox: Pick<OutboxTable, "status">;
  readonly log: Log;
};

/**
 * The timer that sends what waits in the outbox to Event Hubs. Never throws: what could not be sent is sent by the next drain.
 * It reads the outbox's status afterwards, for the metrics.
 */
export const makeDrainOutbox =
  ({ drain, outbox, log }: DrainOutboxDependencies): (() => Promise<void>) =>
  async () => {
    try {
      const sent = await drain();
      if (sent > 0) log.info("outbox drained", { events: sent });
      await outbox.status();
    } catch (error) {
      log.warn("the outbox could not be drained", { error: describeError(error) });
    }
  };
