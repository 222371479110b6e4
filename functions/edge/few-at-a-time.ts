import type { Limiter } from "./one-at-a-time.ts";

/** Lets `most` requests run at a time. The others wait in a queue. */
export function makeFewAtATime(most: number): Limiter {
  let running = 0;
  const waiting: (() => void)[] = [];
  return (handler) =>
    async (...args) => {
      if (running >= most) await new Promise<void>((resolve) => waiting.push(resolve));
      else running += 1;
      try {
        return await handler(...args);
      } finally {
        const next = waiting.shift();
        if (next === undefined) running -= 1;
        else next();
      }
    };
}
