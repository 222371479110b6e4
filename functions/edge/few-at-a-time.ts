import type { Gate } from "./one-at-a-time.ts";

/** Wraps handlers so that at most so many requests to any of them run at a time; the others wait for their turn. */
export function makeFewAtATime(most: number): Gate {
  let running = 0;
  const waiting: (() => void)[] = [];
  return (handler) =>
    async (...asked) => {
      if (running >= most) await new Promise<void>((resolve) => waiting.push(resolve));
      else running += 1;
      try {
        return await handler(...asked);
      } finally {
        const next = waiting.shift();
        if (next === undefined) running -= 1;
        else next();
      }
    };
}
