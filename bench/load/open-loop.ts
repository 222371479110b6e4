import { setTimeout } from "node:timers/promises";
import { type Connection, openConnection } from "./connection.ts";

export type OpenLoad = {
  readonly port: number;
  /** Whole HTTP requests, sent in turn. */
  readonly requests: readonly Buffer[];
  readonly perSecond: number;
  readonly durationMs: number;
  /** Ends the load before its time when it returns true. */
  readonly isOver?: () => boolean;
  /** How many requests may be under way at once. Those that are due meanwhile wait, and the wait counts. */
  readonly connections: number;
  /** The kind of answer that a response is. */
  readonly kindOf: (response: string) => string;
};

export type Answered = {
  /** From the start of the load. */
  readonly dueMs: number;
  /** From when the request was due, so that no wait is left out. */
  readonly latencyMs: number;
  /** By `performance.now()`. */
  readonly answeredAtMs: number;
  readonly kind: string;
};

/** The kind of a request that could not be sent in twice the duration of the load: no caller waits that long. */
export const givenUp = "given up";

/** The shortest period of a timer. */
const tickMs = 1;

/**
 * Sends requests at a fixed rate, whether or not earlier ones are answered: callers do not wait for each other. Resolves
 * when all are answered or given up, in that order. Rejects when a connection fails.
 */
export async function openLoop(load: OpenLoad): Promise<readonly Answered[]> {
  const { requests, perSecond, durationMs, isOver = () => false, kindOf } = load;
  let total = Math.floor((perSecond * durationMs) / 1_000);
  const answered: Answered[] = [];
  let startedMs = 0;
  let sent = 0;
  const pool = await openPool(load, (dueMs, response) => {
    const answeredAtMs = performance.now();
    answered.push({ dueMs, latencyMs: answeredAtMs - startedMs - dueMs, answeredAtMs, kind: kindOf(response) });
  });
  const sendDue = (): void => {
    const answeredAtMs = performance.now();
    const nowMs = answeredAtMs - startedMs;
    const isTooLate = nowMs > 2 * durationMs;
    for (; sent < total; sent++) {
      const dueMs = (sent * 1_000) / perSecond;
      if (dueMs > nowMs) return;
      if (isTooLate) answered.push({ dueMs, latencyMs: nowMs - dueMs, answeredAtMs, kind: givenUp });
      else if (!pool.send(dueMs, requests[sent % requests.length] ?? Buffer.alloc(0))) return;
    }
  };
  startedMs = performance.now();
  try {
    while (answered.length < total) {
      if (isOver()) total = sent;
      sendDue();
      await setTimeout(tickMs);
      pool.throwIfFailed();
    }
    return answered;
  } finally {
    pool.end();
  }
}

type Pool = {
  /** False when every connection has a request under way. */
  readonly send: (dueMs: number, request: Buffer) => boolean;
  readonly throwIfFailed: () => void;
  readonly end: () => void;
};

async function openPool(
  { port, connections }: OpenLoad,
  onResponse: (dueMs: number, response: string) => void,
): Promise<Pool> {
  let failure: Error | null = null;
  const onError = (error: Error): void => {
    failure ??= error;
  };
  const free: number[] = [];
  const dueMsOf: number[] = [];
  const open = (_: unknown, index: number): Promise<Connection> =>
    openConnection(port, {
      onResponse: (response) => {
        free.push(index);
        onResponse(dueMsOf[index] ?? Number.NaN, response);
      },
      onError,
    });
  const opened = await Promise.all(Array.from({ length: connections }, open));
  free.push(...opened.keys());
  return {
    send: (dueMs, request) => {
      const index = free.pop();
      if (index === undefined) return false;
      dueMsOf[index] = dueMs;
      opened[index]?.send(request);
      return true;
    },
    throwIfFailed: () => {
      if (failure !== null) throw failure;
    },
    end: () => {
      for (const { end } of opened) end();
    },
  };
}
