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
 * It reads the outbox's status afterwards, for the metrics, and resolves with how many events are left; null if that is not known.
 */
export const makeDrainOutbox =
  ({ drain, outbox, log }: DrainOutboxDependencies): (() => Promise<number | null>) =>
  async () => {
    try {
      const sent = await drain();
      if (sent > 0) log.info("outbox drained", { events: sent });
      return (await outbox.status()).depth;
    } catch (error) {
      log.warn("the outbox could not be drained", { error: describeError(error) });
      return null;
    }
  };
