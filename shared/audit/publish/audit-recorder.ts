import { describeError, type Log } from "../../log.ts";
import type { AuditEvent, AuditStatus, ChainedEvent } from "../audit-event.ts";
import { chainEvent, type HashChain } from "../hash-chain.ts";
import type { HubPublisher } from "./hub-publisher.ts";
import type { OutboxTable } from "./outbox-table.ts";

/** Puts audit events where they are safe. Never throws. */
export type AuditRecorder = {
  /** Gives the event its place in the instance's chain and stores it within both budgets; tells where it came to rest. */
  readonly record: (event: AuditEvent) => Promise<AuditStatus>;
  /** Ends the chain with an event of its own, so that nothing can be cut off behind it unseen. Nothing is recorded after. */
  readonly close: () => Promise<void>;
};

export type AuditRecorderDependencies = {
  readonly chain: HashChain;
  readonly publisher: Pick<HubPublisher, "publish">;
  readonly outbox: Pick<OutboxTable, "put">;
  readonly log: Log;
  readonly now: () => number;
  readonly newId: () => string;
  readonly instance: string;
  readonly publishBudgetMs: number;
  readonly outboxBudgetMs: number;
  /** Told of every event stored: where it came to rest and how long that took. */
  readonly onStored?: (status: AuditStatus, tookMs: number) => void;
};

/** Event Hubs, else the outbox, else the whole event in the log: the last copy there is, so it is written in full. */
export function makeAuditRecorder(dependencies: AuditRecorderDependencies): AuditRecorder {
  const { chain, publisher, outbox, log, now, newId, instance, publishBudgetMs, outboxBudgetMs, onStored } =
    dependencies;
  let opened = false;

  async function store(event: ChainedEvent): Promise<AuditStatus> {
    const startedMs = performance.now();
    const status = await storeSomewhere(event);
    onStored?.(status, performance.now() - startedMs);
    return status;
  }

  async function storeSomewhere(event: ChainedEvent): Promise<AuditStatus> {
    try {
      await publisher.publish(event, publishBudgetMs);
      return "published";
    } catch (publishError) {
      try {
        await outbox.put(event, outboxBudgetMs);
        return "queued";
      } catch (outboxError) {
        log.error("audit event stored nowhere else", {
          publishError: describeError(publishError),
          outboxError: describeError(outboxError),
          event,
        });
        return "logged";
      }
    }
  }

  const storeChainEvent = (kind: "opened" | "closed"): Promise<AuditStatus> =>
    store(chain.append(chainEvent(kind, chain.id, { instance, id: newId(), nowMs: now() })));

  return {
    record: (event) => {
      // An instance that records nothing needs no chain. The call does not wait for the chain's first event, only for its own.
      if (!opened) void storeChainEvent("opened");
      opened = true;
      return store(chain.append(event));
    },
    close: async () => {
      if (opened) await storeChainEvent("closed");
    },
  };
}
