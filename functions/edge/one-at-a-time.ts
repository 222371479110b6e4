import type { HttpResponseInit } from "@azure/functions";
import { tryLater } from "./problem.ts";

/** Wraps handlers so that one request to any of them runs at a time; the others are asked to come again. */
export type Gate = <Asked extends readonly unknown[]>(
  handler: (...asked: Asked) => Promise<HttpResponseInit>,
) => (...asked: Asked) => Promise<HttpResponseInit>;

const retryAfterS = 10;

/**
 * For what takes much time or memory: it shares its process with the calls, and several at once would take that from them.
 * `busy` says what the instance is doing for another request.
 */
export function makeGate(busy: string): Gate {
  let isBusy = false;
  return (handler) =>
    async (...asked) => {
      if (isBusy) return tryLater(busy, retryAfterS);
      isBusy = true;
      try {
        return await handler(...asked);
      } finally {
        isBusy = false;
      }
    };
}
