import type { HttpResponseInit } from "@azure/functions";
import { tryLater } from "./problem.ts";

/** Wraps handlers so that only a limited number of requests to all of them run at a time. */
export type Limiter = <Arguments extends readonly unknown[]>(
  handler: (...args: Arguments) => Promise<HttpResponseInit>,
) => (...args: Arguments) => Promise<HttpResponseInit>;

const retryAfterS = 10;

/**
 * For work that takes much time or memory, which it would take from the calls. One request runs, any other is answered 503
 * with `busy`, which says what the instance is doing.
 */
export function makeOneAtATime(busy: string): Limiter {
  let isBusy = false;
  return (handler) =>
    async (...args) => {
      if (isBusy) return tryLater(busy, retryAfterS);
      isBusy = true;
      try {
        return await handler(...args);
      } finally {
        isBusy = false;
      }
    };
}
