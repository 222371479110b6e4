import type { ChainedEvent } from "../audit-event.ts";
import type { HubSender } from "./hub-sender.ts";
import type { OutboxRow } from "./outbox-table.ts";

/** Rows that are in Event Hubs now, and those that never can be. The others still wait. */
export type SentRows = { readonly sent: readonly OutboxRow[]; readonly tooLarge: readonly OutboxRow[] };

export type DrainSends = {
  /** Sends events, chain by chain. Never throws. */
  readonly send: (rows: readonly OutboxRow[]) => Promise<SentRows>;
  /** The error of the last send that failed; null when none did. */
  readonly error: () => unknown;
};

/** Longer than a call would wait, but short enough for the lease that the drain holds. */
const sendDeadlineMs = 5_000;
/** One chain that fails may be a fault of its partition; several in a row are a fault of the hub. */
const failuresAtMost = 3;

/**
 * The sends of one drain. They go one after the other, for all shards: a send that fails ends the others in flight. A chain that
 * failed is not retried in the same drain.
 */
export function makeDrainSends(sender: Pick<HubSender, "send">, isLate: () => boolean): DrainSends {
  const failedChains = new Set<string>();
  let failuresInARow = 0;
  let lastError: unknown = null;
  let before: Promise<unknown> = Promise.resolve();

  const inTurn = <Result>(run: () => Promise<Result>): Promise<Result> => {
    const turn = before.then(run);
    before = turn.catch(() => undefined);
    return turn;
  };

  async function sendBatch(chainId: string, events: readonly ChainedEvent[]) {
    if (failedChains.has(chainId) || failuresInARow >= failuresAtMost || isLate()) return null;
    try {
      const batch = await sender.send(chainId, events, sendDeadlineMs);
      failuresInARow = 0;
      return batch;
    } catch (error) {
      failedChains.add(chainId);
      failuresInARow += 1;
      lastError = error;
      return null;
    }
  }

  async function sendChain(chainId: string, rows: readonly OutboxRow[]): Promise<SentRows> {
    const sent: OutboxRow[] = [];
    const tooLarge: OutboxRow[] = [];
    for (let rest = rows; rest.length > 0; ) {
      const batch = await inTurn(() =>
        sendBatch(
          chainId,
          rest.map(({ event }) => event),
        ),
      );
      if (batch === null) break;
      const confirmed = new Set(batch.confirmed);
      const passedOver = new Set(batch.tooLarge);
      sent.push(...rest.filter(({ event }) => confirmed.has(event)));
      tooLarge.push(...rest.filter(({ event }) => passedOver.has(event)));
      rest = rest.slice(confirmed.size + passedOver.size);
    }
    return { sent, tooLarge };
  }

  return {
    send: async (rows) => {
      const results: SentRows[] = [];
      for (const [chainId, chained] of byChain(rows)) results.push(await sendChain(chainId, chained));
      return { sent: results.flatMap(({ sent }) => sent), tooLarge: results.flatMap(({ tooLarge }) => tooLarge) };
    },
    error: () => lastError,
  };
}

function byChain(rows: readonly OutboxRow[]): ReadonlyMap<string, readonly OutboxRow[]> {
  const chains = new Map<string, OutboxRow[]>();
  for (const row of rows) {
    const { id } = row.event.data.chain;
    const chain = chains.get(id);
    if (chain === undefined) chains.set(id, [row]);
    else chain.push(row);
  }
  return chains;
}
