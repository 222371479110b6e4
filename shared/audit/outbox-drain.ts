import type { Log } from "../log.ts";
import type { Lease } from "../tables/lease.ts";
import type { ChainedEvent } from "./audit-event.ts";
import type { HubSender } from "./hub-sender.ts";
import type { OutboxTable } from "./outbox-table.ts";

/** Brings the outbox's events to Event Hubs. */
export type OutboxDrain = {
  /** Sends what is waiting; resolves with how many events were sent and removed. Runs once at a time: a second call joins the first. */
  readonly drain: () => Promise<number>;
};

export type OutboxDrainDependencies = {
  readonly outbox: Pick<OutboxTable, "filledShards" | "pages" | "remove">;
  readonly lease: Lease;
  readonly sender: Pick<HubSender, "send">;
  readonly log: Log;
  readonly now: () => number;
  /** After that long a drain begins no send: the next one goes on. A host ends functions that run for longer, and all with them. */
  readonly budgetMs: number;
};

/** A drain is in no hurry, but it must not hold a lease while it waits for ever. */
const sendDeadlineMs = 5_000;

/**
 * Events are removed only after Event Hubs has confirmed them. A drain that dies in between leaves them for the next one,
 * which sends them again: readers know an event by its id.
 */
export function makeOutboxDrain({ outbox, lease, sender, log, now, budgetMs }: OutboxDrainDependencies): OutboxDrain {
  let running: Promise<number> | null = null;

  async function drainAll(): Promise<number> {
    const untilMs = now() + budgetMs;
    let sent = 0;
    for (let shards = await outbox.filledShards(); shards.length > 0; shards = await outbox.filledShards()) {
      const before = sent;
      for (const shard of shards) if (now() < untilMs) sent += await drainShard(shard, untilMs);
      if (sent === before || now() >= untilMs) break;
    }
    return sent;
  }

  async function drainShard(shard: string, untilMs: number): Promise<number> {
    let sent = 0;
    try {
      for await (const { events, unreadable } of outbox.pages(shard)) {
        if (now() >= untilMs) return sent;
        if (unreadable > 0) log.error("rows of the outbox hold no audit event", { shard, rows: unreadable });
        if (!(await lease.hold(shard))) return sent;
        const ids: string[] = [];
        for (const [chainId, chained] of byChain(events))
          if (now() < untilMs) ids.push(...(await send(chainId, chained)));
        if (ids.length > 0) await outbox.remove(shard, ids);
        sent += ids.length;
      }
      return sent;
    } finally {
      // One that cannot be given back runs out by itself.
      await lease.release(shard).catch(() => undefined);
    }
  }

  /** Sends events of one chain, in as many batches as they need; returns the ids of those that Event Hubs has. */
  async function send(chainId: string, events: readonly ChainedEvent[]): Promise<readonly string[]> {
    const ids: string[] = [];
    for (let rest = events; rest.length > 0; ) {
      const { confirmed, tooLarge } = await sender.send(chainId, rest, sendDeadlineMs);
      for (const { id } of tooLarge) log.error("an audit event in the outbox is larger than Event Hubs takes", { id });
      ids.push(...confirmed.map(({ id }) => id));
      rest = rest.slice(confirmed.length + tooLarge.length);
    }
    return ids;
  }

  return {
    drain: () => {
      running ??= drainAll().finally(() => {
        running = null;
      });
      return running;
    },
  };
}

function byChain(events: readonly ChainedEvent[]): ReadonlyMap<string, readonly ChainedEvent[]> {
  const chains = new Map<string, ChainedEvent[]>();
  for (const event of events) {
    const chain = chains.get(event.data.chain.id);
    if (chain === undefined) chains.set(event.data.chain.id, [event]);
    else chain.push(event);
  }
  return chains;
}
