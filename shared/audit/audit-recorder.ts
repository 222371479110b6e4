import { describeError, type Log } from "../log.ts";
import type { AuditEvent, AuditStatus } from "./audit-event.ts";
import type { HashChain } from "./hash-chain.ts";
import type { HubPublisher } from "./hub-publisher.ts";
import type { OutboxTable } from "./outbox-table.ts";

/** Puts an audit event where it is safe, within both budgets, and tells where that was. Never throws. */
export type AuditRecorder = { readonly record: (event: AuditEvent) => Promise<AuditStatus> };

export type AuditRecorderDependencies = {
  readonly chain: HashChain;
  readonly publisher: Pick<HubPublisher, "publish">;
  readonly outbox: OutboxTable;
  readonly log: Log;
  readonly publishBudgetMs: number;
  readonly outboxBudgetMs: number;
};

/** Event Hubs, else the outbox, else the whole event in the log: the last copy there is, so it is written in full. */
export function makeAuditRecorder(dependencies: AuditRecorderDependencies): AuditRecorder {
  const { chain, publisher, outbox, log, publishBudgetMs, outboxBudgetMs } = dependencies;
  return {
    record: async (event) => {
      const chained = chain.append(event);
      try {
        await publisher.publish(chained, publishBudgetMs);
        return "published";
      } catch (publishError) {
        try {
          await outbox.put(chained, outboxBudgetMs);
          return "queued";
        } catch (outboxError) {
          log.error("audit event stored nowhere else", {
            publishError: describeError(publishError),
            outboxError: describeError(outboxError),
            event: chained,
          });
          return "logged";
        }
      }
    },
  };
}
