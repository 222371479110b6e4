import { connect } from "node:net";
import { makeResponseReader } from "./response-reader.ts";

export type OpenLoad = {
  readonly port: number;
  /** Whole HTTP requests, sent in turn. */
  readonly requests: readonly Buffer[];
  readonly perSecond: number;
  readonly durationMs: number;
  /** Whether to send no more before that. */
  readonly isOver?: () => boolean;
  /** How many requests may be under way at once; those that are due meanwhile wait, and the wait counts. */
  readonly connections: number;
  /** What kind of answer a response is. */
  readonly kindOf: (response: string) => string;
};

/** `latencyMs` is from when the request was due, so that no wait is left out. `dueMs` is from the beginning. */
export type Answered = { readonly dueMs: number; readonly latencyMs: number; readonly kind: string };

/** The kind of what could not be sent in twice the time that it was meant for: no caller waits that long. */
export const givenUp = "given up";

/** Once in a millisecond is as often as a timer fires. */
const tickMs = 1;

/**
 * Sends requests at a fixed rate, whether or not earlier ones are answered: callers do not wait for each other. Resolves
 * when all are answered or given up, in that order; rejects when a connection fails.
 */
export async function openLoop(load: OpenLoad): Promise<readonly Answered[]> {
  const { port, requests, perSecond, durationMs, isOver = () => false, connections, kindOf } = load;
  let total = Math.floor((perSecond * durationMs) / 1_000);
  const answered: Answered[] = [];
  const free: ((dueMs: number, request: Buffer) => void)[] = [];
  const { promise, resolve, reject } = withResolvers();
  let startedMs = performance.now();
  let sent = 0;
  const dueMsOfNext = (): number => (sent * 1_000) / perSecond;
  const endWhenAnswered = (): void => {
    if (answered.length === total) resolve();
  };
  const note = (each: Answered): void => {
    answered.push(each);
    endWhenAnswered();
  };
  const sendDue = (): void => {
    if (isOver()) total = sent;
    endWhenAnswered();
    const nowMs = performance.now() - startedMs;
    while (sent < total && dueMsOfNext() <= nowMs) {
      const dueMs = dueMsOfNext();
      const isTooLate = nowMs > 2 * durationMs;
      const send = isTooLate ? undefined : free.pop();
      if (isTooLate) note({ dueMs, latencyMs: nowMs - dueMs, kind: givenUp });
      else if (send === undefined) return;
      else send(dueMs, requests[sent % requests.length] ?? Buffer.alloc(0));
      sent++;
    }
  };
  const open = () =>
    openConnection(port, reject, (send, dueMs, response) => {
      free.push(send);
      note({ dueMs, latencyMs: performance.now() - startedMs - dueMs, kind: kindOf(response) });
    });
  const opened = await Promise.all(Array.from({ length: connections }, open));
  free.push(...opened.map(({ send }) => send));
  startedMs = performance.now();
  const timer = setInterval(sendDue, tickMs);
  try {
    await promise;
    return answered;
  } finally {
    clearInterval(timer);
    for (const { end } of opened) end();
  }
}

type Send = (dueMs: number, request: Buffer) => void;

/** A connection with one request under way at a time; resolves when it is open. */
function openConnection(
  port: number,
  onError: (error: Error) => void,
  onResponse: (send: Send, dueMs: number, response: string) => void,
): Promise<{ readonly send: Send; readonly end: () => void }> {
  return new Promise((resolve) => {
    let underWayMs = 0;
    const socket = connect({ port, host: "127.0.0.1", noDelay: true });
    const send: Send = (dueMs, request) => {
      underWayMs = dueMs;
      socket.write(request);
    };
    socket
      .on(
        "data",
        makeResponseReader((response) => onResponse(send, underWayMs, response)),
      )
      .on("error", onError)
      .on("close", () => onError(new Error("The server has closed a connection.")))
      .on("connect", () => resolve({ send, end: () => socket.end() }));
  });
}

function withResolvers() {
  let resolve = () => {};
  let reject = (_: Error) => {};
  const promise = new Promise<void>((onResolve, onReject) => {
    resolve = onResolve;
    reject = onReject;
  });
  return { promise, resolve, reject };
}
