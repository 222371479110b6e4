import { forEachAtOnce } from "../../for-each-at-once.ts";
import { describeError, type Log } from "../../log.ts";
import type { Lease } from "../../tables/lease.ts";
import type { DeadLetter } from "../trail/dead-letter-table.ts";
import { type DrainSends, makeDrainSends } from "./drain-sends.ts";
import type { HubSender } from "./hub-sender.ts";
import type { OutboxRow, OutboxTable, UnreadableRow } from "./outbox-table.ts";

/** Brings the outbox's events to Event Hubs. */
export type OutboxDrain = {
  /** Sends what is waiting; resolves with how many events were sent and removed. A second call joins the one that is running. */
  readonly drain: () => Promise<number>;
};

export type OutboxDrainDependencies = {
  readonly outbox: Pick<OutboxTable, "filledShards" | "pages" | "remove">;
  readonly lease: Lease;
  readonly sender: Pick<HubSender, "send">;
  /** Keeps what can never be sent; rejects when that is not kept. */
  readonly putAside: (letter: DeadLetter) => Promise<void>;
  readonly log: Log;
  /** Monotonic, in milliseconds. */
  readonly clock: () => number;
  /** After that long a drain begins no more sends; the next one goes on. The host ends functions that run too long. */
  readonly budgetMs: number;
};

const shardsAtOnce = 4;
/** How long one shard is drained before the next gets its turn. */
const turnMs = 5_000;

/**
 * Shards are drained independently: one that fails is skipped for a while, a long one stops after its turn, and rows that can
 * never be sent become dead letters. Events are removed only after Event Hubs has confirmed them. A drain that dies in between
 * leaves them for the next one, which sends them again: readers know an event by its id. Rejects when the outbox cannot be read
 * or Event Hubs has failed.
 */
export function makeOutboxDrain(dependencies: OutboxDrainDependencies): OutboxDrain {
  const { outbox, lease, sender, putAside, log, clock, budgetMs } = dependencies;
  const pauses = makeShardPauses(clock);
  let running: Promise<number> | null = null;

  async function drainAll(): Promise<number> {
    const untilMs = clock() + budgetMs;
    const sends = makeDrainSends(sender, () => clock() >= untilMs);
    let sent = 0;
    for (let before = -1; sent > before && clock() < untilMs; ) {
      before = sent;
      const shards = (await outbox.filledShards()).filter((shard) => !pauses.isPaused(shard));
      const turns = await forEachAtOnce(shardsAtOnce, shards, (shard) => takeTurn(shard, sends, untilMs));
      sent += turns.reduce((sum, turn) => sum + turn, 0);
    }
    if (sends.error() !== null) throw sends.error();
    return sent;
  }

  /** Never throws: a fault of one shard must not stop the others. */
  async function takeTurn(shard: string, sends: DrainSends, untilMs: number): Promise<number> {
    try {
      const sent = await drainShard(shard, sends, Math.min(untilMs, clock() + turnMs));
      pauses.succeeded(shard);
      return sent;
    } catch (error) {
      pauses.failed(shard);
      log.warn("the outbox could not be drained", { shard, error: describeError(error) });
      return 0;
    }
  }

  async function drainShard(shard: string, sends: DrainSends, untilMs: number): Promise<number> {
    let removed = 0;
    try {
      for await (const { rows, unreadable } of outbox.pages(shard)) {
        if (clock() >= untilMs || !(await lease.hold(shard))) break;
        const { sent, tooLarge } = await sends.send(rows);
        const aside = await putAll([...unreadable.map(unreadableLetter), ...tooLarge.map(tooLargeLetter)]);
        const gone = [...sent.map(({ rowKey }) => rowKey), ...aside];
        if (gone.length > 0) await outbox.remove(shard, gone);
        removed += sent.length;
      }
      return removed;
    } finally {
      // A lease that cannot be released expires by itself.
      await lease.release(shard).catch(() => undefined);
    }
  }

  /** Resolves with the rows that are dead letters now, and can be removed. */
  async function putAll(letters: readonly RowLetter[]): Promise<readonly string[]> {
    const kept: string[] = [];
    for (const { rowKey, letter } of letters) {
      const { reason, detail } = letter;
      log.error("a row of the outbox can never be sent", { row: rowKey, reason, detail });
      try {
        await putAside(letter);
        kept.push(rowKey);
      } catch (error) {
        log.warn("a row of the outbox could not be put aside", { row: rowKey, error: describeError(error) });
      }
    }
    return kept;
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

type RowLetter = { readonly rowKey: string; readonly letter: DeadLetter };

const unreadableLetter = ({ rowKey, body }: UnreadableRow): RowLetter => ({
  rowKey,
  letter: { reason: "not-an-audit-event", detail: "a row of the outbox", body, position: null },
});

const tooLargeLetter = ({ rowKey, event }: OutboxRow): RowLetter => ({
  rowKey,
  letter: { reason: "too-large", detail: "Event Hubs does not take it", body: event, position: null },
});

const firstPauseMs = 10_000;
const longestPauseMs = 5 * 60_000;

/** A shard that failed is skipped for a while, longer after each failure. `clock` is monotonic, in milliseconds. */
function makeShardPauses(clock: () => number) {
  const failing = new Map<string, { readonly times: number; readonly untilMs: number }>();
  return {
    isPaused: (shard: string): boolean => (failing.get(shard)?.untilMs ?? Number.NEGATIVE_INFINITY) > clock(),
    failed: (shard: string): void => {
      const times = (failing.get(shard)?.times ?? 0) + 1;
      const pauseMs = Math.min(longestPauseMs, firstPauseMs * 2 ** Math.min(times - 1, 10));
      failing.set(shard, { times, untilMs: clock() + pauseMs });
    },
    succeeded: (shard: string): void => void failing.delete(shard),
  };
}
