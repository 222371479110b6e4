import { describeError, type Log } from "../../log.ts";
import type { AuditEvent, AuditStatus, ChainedEvent } from "../audit-event.ts";
import { chainEvent, type HashChain } from "../hash-chain.ts";
import { withoutLocation } from "../location-event.ts";
import type { HubPublisher } from "./hub-publisher.ts";
import type { OutboxTable } from "./outbox-table.ts";

/** Puts audit events where they are safe. Never throws. */
export type AuditRecorder = {
  /** Gives the event its place in the instance's chain and stores it within both budgets. Resolves with where it is stored. */
  readonly record: (event: AuditEvent) => Promise<AuditStatus>;
  /** Ends the chain with a closing event, so that it is noticed if its last events are cut off. Record nothing after it. */
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
  /** Called for every event: where it is stored and how long that took. */
  readonly onStored?: (status: AuditStatus, tookMs: number) => void;
};

/** Tries Event Hubs, then the outbox, then writes the whole event to the log: that is then its only copy. A log never has a location. */
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
          event: withoutLocation(event),
        });
        return "logged";
      }
    }
  }

  const storeChainEvent = (kind: "opened" | "closed"): Promise<AuditStatus> =>
    store(chain.append(chainEvent(kind, chain.id, { instance, id: newId(), nowMs: now() })));

  return {
    record: (event) => {
      // A chain is opened by its first event. The call waits only for its own event, not for the opening one.
      if (!opened) void storeChainEvent("opened");
      opened = true;
      return store(chain.append(event));
    },
    close: async () => {
      if (opened) await storeChainEvent("closed");
    },
  };
}
